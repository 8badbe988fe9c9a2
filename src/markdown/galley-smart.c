/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

#include "galley-character-private.h"
#include "galley-marks-private.h"

/* Smart punctuation, by the rules of libcmark's own, which would make a node of every quote, period
 * and hyphen, and so take twice the memory of all else. Quotes are paired within a block in the
 * order of the text; what is in a link pairs inside of it alone. */

typedef struct
{
  cmark_node *node;
  gsize offset;
  char c;
  gboolean left;  /* it became an opening quote */
  gboolean opens; /* it may be paired with one that follows */
} Quote;

/* Of the block in hand; the arrays are kept for the next. */
struct _GalleySmart
{
  GArray *quotes;            /* Quote, in the order of the text */
  GArray *singles, *doubles; /* guint: those that open and are not paired */
  guint bottom;              /* those before are outside of the link in hand */
  GArray *levels;            /* guint: two for each node that is open: bottom, and how many quotes
                                there were */
  GPtrArray *texts;          /* the nodes to write anew */
  GString *out;              /* the new text of one */
};

/* The character that the source has at the edge of @node, seen from a neighbour. */
static gunichar
edge_of (cmark_node *node, gboolean end)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      return '\n';
    case CMARK_NODE_CODE:
      return '`';
    case CMARK_NODE_HTML_INLINE:
      return end ? '>' : '<';
    case CMARK_NODE_LINK:
      return end ? ')' : '[';
    case CMARK_NODE_IMAGE:
      return end ? ')' : '!';
    default:
      return '*';
    }
}

/* The same of the node that holds @node, seen from inside. */
static gunichar
edge_inside (cmark_node *node, gboolean end)
{
  switch (cmark_node_get_type (cmark_node_parent (node)))
    {
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
      return '*';
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      return end ? ']' : '[';
    default:
      return '\n';
    }
}

static gunichar
get_character (const char *at)
{
  char c = galley_mark_is_at (at) ? galley_mark_get_protected (galley_mark_at (at)) : '\0';

  return c != '\0' ? (gunichar) c : g_utf8_get_char (at);
}

static gunichar
character_before (cmark_node *node, const char *literal, gsize offset)
{
  cmark_node *previous = cmark_node_previous (node);

  if (offset > 0)
    return get_character (g_utf8_prev_char (literal + offset));
  return previous != NULL ? edge_of (previous, TRUE) : edge_inside (node, FALSE);
}

static gunichar
character_after (cmark_node *node, const char *literal, gsize offset)
{
  cmark_node *next = cmark_node_next (node);

  if (literal[offset + 1] != '\0')
    return get_character (literal + offset + 1);
  return next != NULL ? edge_of (next, FALSE) : edge_inside (node, TRUE);
}

/* Pairs a quote that closes with the last before it that opens; gives whether there is one. */
static gboolean
pair (GalleySmart *self, char c)
{
  GArray *open = c == '"' ? self->doubles : self->singles;
  guint index = open->len > 0 ? g_array_index (open, guint, open->len - 1) : 0;

  if (open->len == 0 || index < self->bottom)
    return FALSE;
  g_array_set_size (open, open->len - 1);
  g_array_index (self->quotes, Quote, index).left = TRUE;
  return TRUE;
}

/* Finds what the quote at @offset is, and its pair before it. */
static void
take_quote (GalleySmart *self, cmark_node *node, const char *literal, gsize offset)
{
  gunichar before = character_before (node, literal, offset);
  GalleyCharacterClass before_class = galley_character_classify (before);
  GalleyCharacterClass after_class =
      galley_character_classify (character_after (node, literal, offset));
  gboolean left = after_class != GALLEY_CHARACTER_SPACE &&
                  (after_class == GALLEY_CHARACTER_OTHER || before_class != GALLEY_CHARACTER_OTHER);
  gboolean right =
      before_class != GALLEY_CHARACTER_SPACE &&
      (before_class == GALLEY_CHARACTER_OTHER || after_class != GALLEY_CHARACTER_OTHER);
  gboolean opens =
      left && (!right || before == '(' || before == '[') && before != ']' && before != ')';
  guint index;
  Quote quote = { node, offset, literal[offset], literal[offset] == '"' && !right, opens };

  index = self->quotes->len;
  if (right && pair (self, quote.c))
    quote.opens = quote.left = FALSE;
  g_array_append_val (self->quotes, quote);
  if (quote.opens)
    g_array_append_val (quote.c == '"' ? self->doubles : self->singles, index);
}

/* Takes the quotes of a text; gives whether there is anything to change in it. */
static gboolean
take_text (GalleySmart *self, cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  gboolean found = FALSE;

  for (const char *at = literal; *(at += strcspn (at, "'\"-.")) != '\0'; at++)
    {
      gboolean quote = *at == '\'' || *at == '"';

      if (quote)
        take_quote (self, node, literal, at - literal);
      found = found || quote || at[0] == at[1];
    }
  return found;
}

static void
append_times (GString *out, const char *text, guint times)
{
  while (times-- > 0)
    g_string_append (out, text);
}

static void
append_dashes (GString *out, guint hyphens)
{
  guint long_dashes, short_dashes;

  if (hyphens == 1)
    {
      g_string_append_c (out, '-');
      return;
    }
  short_dashes = hyphens % 3 == 0 ? 0 : hyphens % 2 == 0 ? hyphens / 2 : hyphens % 3 == 2 ? 1 : 2;
  long_dashes = (hyphens - 2 * short_dashes) / 3;
  append_times (out, "—", long_dashes);
  append_times (out, "–", short_dashes);
}

/* Writes the text of @node anew, whose first quote is @quote (of those that follow it in memory).
 */
static const Quote *
rewrite (GString *out, cmark_node *node, const Quote *quote, const Quote *end)
{
  const char *literal = cmark_node_get_literal (node);

  g_string_truncate (out, 0);
  for (const char *at = literal; *at != '\0';)
    {
      gsize plain = strcspn (at, "'\".-");

      g_string_append_len (out, at, plain);
      at += plain;
      if (*at == '-')
        {
          gsize hyphens = strspn (at, "-");

          append_dashes (out, hyphens);
          at += hyphens;
        }
      else if (strncmp (at, "...", 3) == 0)
        {
          g_string_append (out, "…");
          at += 3;
        }
      else if (*at == '.')
        {
          gsize periods = at[1] == '.' ? 2 : 1;

          g_string_append_len (out, at, periods);
          at += periods;
        }
      else if (*at != '\0')
        {
          g_assert (quote < end && quote->node == node);
          if (*at == '"')
            g_string_append (out, quote->left ? "“" : "”");
          else
            g_string_append (out, quote->left ? "‘" : "’");
          quote++;
          at++;
        }
    }
  cmark_node_set_literal (node, out->str);
  return quote;
}

static gboolean
is_link (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

static void
forget_from (GArray *open, guint first)
{
  while (open->len > 0 && g_array_index (open, guint, open->len - 1) >= first)
    g_array_set_size (open, open->len - 1);
}

/* Enters or leaves a node that holds others: what was opened in it cannot be paired outside, and
 * what is in a link cannot be paired with what is before. */
static void
cross_edge (GalleySmart *self, cmark_node *node, gboolean entering)
{
  if (entering)
    {
      g_array_append_val (self->levels, self->bottom);
      g_array_append_val (self->levels, self->quotes->len);
      if (is_link (node))
        self->bottom = self->quotes->len;
      return;
    }
  forget_from (self->singles, g_array_index (self->levels, guint, self->levels->len - 1));
  forget_from (self->doubles, g_array_index (self->levels, guint, self->levels->len - 1));
  self->bottom = g_array_index (self->levels, guint, self->levels->len - 2);
  g_array_set_size (self->levels, self->levels->len - 2);
}

static gboolean
holds_inlines (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || is_link (node);
}

/**
 * galley_smart_new:
 *
 * Returns: (transfer full): what galley_smart_apply() works with, for one block after the other
 */
GalleySmart *
galley_smart_new (void)
{
  GalleySmart *self = g_new0 (GalleySmart, 1);

  self->quotes = g_array_sized_new (FALSE, FALSE, sizeof (Quote), 16);
  self->singles = g_array_new (FALSE, FALSE, sizeof (guint));
  self->doubles = g_array_new (FALSE, FALSE, sizeof (guint));
  self->levels = g_array_new (FALSE, FALSE, sizeof (guint));
  self->texts = g_ptr_array_new ();
  self->out = g_string_new (NULL);
  return self;
}

/**
 * galley_smart_free:
 * @self: what galley_smart_apply() works with
 *
 * Frees it.
 */
void
galley_smart_free (GalleySmart *self)
{
  g_array_unref (self->quotes);
  g_array_unref (self->singles);
  g_array_unref (self->doubles);
  g_array_unref (self->levels);
  g_ptr_array_unref (self->texts);
  g_string_free (self->out, TRUE);
  g_free (self);
}

static void
start_block (GalleySmart *self)
{
  g_array_set_size (self->quotes, 0);
  g_array_set_size (self->singles, 0);
  g_array_set_size (self->doubles, 0);
  g_array_set_size (self->levels, 0);
  g_ptr_array_set_size (self->texts, 0);
  self->bottom = 0;
}

/**
 * galley_smart_apply:
 * @self: what it works with
 * @block: one that holds inline nodes
 *
 * Makes its quotes, dashes and ellipses those of printers.
 */
void
galley_smart_apply (GalleySmart *self, cmark_node *block)
{
  gboolean entering = TRUE;
  const Quote *quote, *end;

  start_block (self);
  for (cmark_node *node = block; node != NULL; node = galley_node_walk (node, block, &entering))
    {
      if (node != block && holds_inlines (node))
        cross_edge (self, node, entering);
      else if (entering && cmark_node_get_type (node) == CMARK_NODE_TEXT && take_text (self, node))
        g_ptr_array_add (self->texts, node);
    }
  quote = (const Quote *) self->quotes->data;
  end = quote + self->quotes->len;
  for (guint i = 0; i < self->texts->len; i++)
    quote = rewrite (self->out, g_ptr_array_index (self->texts, i), quote, end);
}

static gboolean
is_quote (char c)
{
  return c == '\'' || c == '"';
}

/**
 * galley_smart_needs_parser:
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Whether the text has what only libcmark can see while it reads: character references that
 * stand for what would be made smart, or that stand beside a quote. In the tree they are
 * characters like any other.
 *
 * Returns: whether it has
 */
gboolean
galley_smart_needs_parser (const char *text, gsize length)
{
  static const char *const names[] = { "quot;", "QUOT;", "apos;", "period;" };
  const char *end = text + length;

  for (const char *at = memchr (text, '&', length); at != NULL;
       at = memchr (at + 1, '&', end - at - 1))
    {
      const char *semicolon = at + 1;

      if (semicolon < end && *semicolon == '#')
        return TRUE;
      while (semicolon < end && semicolon - at < 34 && g_ascii_isalnum (*semicolon))
        semicolon++;
      if (semicolon == end || *semicolon != ';')
        continue;
      if ((at > text && is_quote (at[-1])) || (semicolon + 1 < end && is_quote (semicolon[1])))
        return TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if ((gsize) (semicolon - at) == strlen (names[i]) &&
            strncmp (at + 1, names[i], strlen (names[i])) == 0)
          return TRUE;
    }
  return FALSE;
}
