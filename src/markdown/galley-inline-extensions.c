/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

#include "galley-autolink-private.h"
#include "galley-marks-private.h"

/* A character that was protected by the backslash before it in the text. */
static gboolean
is_escaped (const char *literal, const char *at, char c)
{
  return at > literal && at[-1] == '\\' && c != '\0' && strchr ("~@[\"'-.{", c) != NULL;
}

/* Whether the protected @c at @at, in a bare address, is a backslash that escapes what follows: it
 * is no part of the address. */
static gboolean
is_escape (const char *at, char c)
{
  at += GALLEY_MARK_BYTES;
  return c == '\\' &&
         (g_ascii_ispunct (*at) ||
          (galley_mark_is_at (at) && galley_mark_get_protected (galley_mark_at (at)) != '\0'));
}

/* The bytes of what stands at @at and is not the text's: a mark and, after GALLEY_MARK_PAD, the
 * pad. The pad before GALLEY_MARK_PADDED is taken off @out. */
static gsize
skip_mark (const char *at, GString *out)
{
  if (galley_mark_at (at) == GALLEY_MARK_PADDED && out->len > 0)
    g_string_truncate (out, out->len - 1);
  return GALLEY_MARK_BYTES + (galley_mark_at (at) == GALLEY_MARK_PAD && at[GALLEY_MARK_BYTES] != 0);
}

static gboolean
is_pad (guint mark)
{
  return mark == GALLEY_MARK_PAD || mark == GALLEY_MARK_PADDED;
}

/* Puts marks around the mail address at @at in @literal, whose text up to there is in @out. Gives
 * the bytes from @at to its end, or 0. */
static gsize
mark_mail (const char *literal, gsize length, const char *at, const char *floor, GString *out)
{
  gsize start, end;

  if (!galley_autolink_find_mail (literal, length, at - literal, floor - literal, &start, &end))
    return 0;
  g_string_truncate (out, out->len - (at - literal - start));
  galley_mark_append (out, GALLEY_MARK_LINK_START);
  g_string_append_len (out, literal + start, end - start);
  galley_mark_append (out, GALLEY_MARK_LINK_END);
  return end - (at - literal);
}

/* The text of a node with its protected characters as themselves and mail addresses marked. */
static void
settle_text (cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  gsize length;
  const char *floor = literal; /* what is before belongs to another address */
  gboolean in_address = FALSE;
  GString *out;

  if (strpbrk (literal, "@\xEF") == NULL)
    return;
  length = strlen (literal);
  out = g_string_sized_new (length + 16);
  for (const char *at = literal; *at != '\0';)
    {
      gsize plain = strcspn (at, "@\xEF");

      g_string_append_len (out, at, plain);
      at += plain;
      if (*at == '@')
        {
          gsize taken = in_address ? 0 : mark_mail (literal, length, at, floor, out);

          if (taken == 0)
            g_string_append_c (out, '@');
          at += MAX (taken, 1);
          if (taken > 0)
            floor = at;
        }
      else if (*at != '\0' && galley_mark_is_at (at))
        {
          guint mark = galley_mark_at (at);
          char c = galley_mark_get_protected (mark);

          if (c == '\0' && !is_pad (mark))
            galley_mark_append (out, mark);
          else if (c != '\0' && !in_address && is_escaped (literal, at, c))
            out->str[out->len - 1] = c;
          else if (c != '\0' && !(in_address && is_escape (at, c)))
            g_string_append_c (out, c);
          in_address =
              mark == GALLEY_MARK_LINK_START || (in_address && mark != GALLEY_MARK_LINK_END);
          at += skip_mark (at, out);
        }
      else if (*at != '\0')
        {
          g_string_append_c (out, *at++);
        }
    }
  cmark_node_set_literal (node, out->str);
  g_string_free (out, TRUE);
}

/* What was written for the reference whose number begins at *@at, moving *@at behind its end. */
static void
append_reference (const GalleyPrepared *prepared, const char **at, GString *out)
{
  char *end;
  guint64 number = g_ascii_strtoull (*at, &end, 10);

  if (prepared->references == NULL || number >= prepared->references->len ||
      !galley_mark_is_at (end) || galley_mark_at (end) != GALLEY_MARK_NOTE_END)
    return;
  g_string_append (out, g_ptr_array_index (prepared->references, number));
  *at = end + GALLEY_MARK_BYTES;
}

/* @text as its author wrote it, without marks; (nullable) where there are none. @unescape drops the
 * backslashes that protected something. */
static char *
restore (const GalleyPrepared *prepared, const char *text, gboolean unescape)
{
  GString *out;

  if (text == NULL || !galley_text_has_marks (text))
    return NULL;
  out = g_string_sized_new (strlen (text));
  for (const char *at = text; *at != '\0';)
    {
      if (galley_mark_is_at (at))
        {
          guint mark = galley_mark_at (at);
          char c = galley_mark_get_protected (mark);

          if (c != '\0' && unescape && is_escaped (text, at, c))
            out->str[out->len - 1] = c;
          else if (c != '\0' && !(unescape && is_escape (at, c)))
            g_string_append_c (out, c);
          at += skip_mark (at, out);
          if (mark == GALLEY_MARK_NOTE_START)
            append_reference (prepared, &at, out);
        }
      else
        {
          g_string_append_c (out, *at++);
        }
    }
  return g_string_free (out, FALSE);
}

static void
restore_literal (const GalleyPrepared *prepared, cmark_node *node)
{
  g_autofree char *text = restore (prepared, cmark_node_get_literal (node), FALSE);

  if (text != NULL)
    cmark_node_set_literal (node, text);
  if (cmark_node_get_type (node) == CMARK_NODE_CODE_BLOCK)
    {
      g_autofree char *info = restore (prepared, cmark_node_get_fence_info (node), TRUE);

      if (info != NULL)
        cmark_node_set_fence_info (node, info);
    }
}

static void
restore_link (const GalleyPrepared *prepared, cmark_node *node)
{
  g_autofree char *address = restore (prepared, cmark_node_get_url (node), TRUE);
  g_autofree char *title = restore (prepared, cmark_node_get_title (node), TRUE);

  if (address != NULL)
    cmark_node_set_url (node, address);
  if (title != NULL)
    cmark_node_set_title (node, title);
}

/* Task lists: GitHub Flavored Markdown, "Task list items (extension)". */
static void
mark_task (cmark_node *item)
{
  cmark_node *paragraph = cmark_node_first_child (item);
  cmark_node *text = paragraph != NULL && cmark_node_get_type (paragraph) == CMARK_NODE_PARAGRAPH
                         ? cmark_node_first_child (paragraph)
                         : NULL;
  const char *literal;
  GString *marked;

  if (text == NULL || cmark_node_get_type (text) != CMARK_NODE_TEXT)
    return;
  literal = cmark_node_get_literal (text);
  if (literal[0] != '[' || strchr (" xX", literal[1]) == NULL || literal[1] == '\0' ||
      literal[2] != ']' || (literal[3] != ' ' && literal[3] != '\t'))
    return;
  marked = g_string_sized_new (strlen (literal));
  galley_mark_append (marked, literal[1] == ' ' ? GALLEY_MARK_TASK : GALLEY_MARK_TASK_DONE);
  g_string_append (marked, literal + 3);
  cmark_node_set_literal (text, marked->str);
  g_string_free (marked, TRUE);
}

/**
 * galley_inline_extensions_apply:
 * @node: one that a walk enters
 * @prepared: what is known of the text
 *
 * Reads what GitHub's Markdown has more than CommonMark inside of text. Afterwards what remains
 * of marks stands only in text nodes, each one of those that are to be written.
 */
void
galley_inline_extensions_apply (cmark_node *node, const GalleyPrepared *prepared)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      if (prepared->changed || prepared->ats)
        settle_text (node);
      break;
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
      if (prepared->changed)
        restore_literal (prepared, node);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      if (prepared->changed)
        restore_link (prepared, node);
      if (prepared->tildes)
        galley_strikethrough_apply (node);
      break;
    case CMARK_NODE_ITEM:
      mark_task (node);
      break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_CUSTOM_BLOCK:
      if (prepared->smart && (galley_node_get_kind (node) == GALLEY_NODE_PLAIN ||
                              galley_node_get_kind (node) == GALLEY_NODE_TABLE_CELL))
        galley_smart_apply (prepared->smart, node);
      G_GNUC_FALLTHROUGH;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
      if (prepared->tildes)
        galley_strikethrough_apply (node);
      break;
    default:
      break;
    }
}
