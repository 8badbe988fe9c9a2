/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-autolink-private.h"

#include <string.h>

#include "galley-character-private.h"

/* Extended autolinks: GitHub Flavored Markdown, "Autolinks (extension)". */

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* How many bytes a character of a domain has at @text, or 0 where it ends there. */
static gsize
domain_character (const char *text, gsize length)
{
  gunichar c;

  if (g_ascii_isalnum (*text) || *text == '-')
    return 1;
  if ((guchar) *text < 0x80)
    return 0;
  c = g_utf8_get_char_validated (text, length);
  if (c == (gunichar) -1 || c == (gunichar) -2 ||
      galley_character_classify (c) != GALLEY_CHARACTER_OTHER)
    return 0;
  return g_utf8_skip[(guchar) *text];
}

/* Where the domain at @start ends; 0 where there is none that is valid. @periods says how many it
 * must have. *@scanned is how far the scan came, valid or not. */
static gsize
find_domain_end (const char *text, gsize length, gsize start, guint periods, gsize *scanned)
{
  gboolean underscore[2] = { FALSE, FALSE }; /* in the last segment but one, in the last */
  guint n_periods = 0;
  gsize end = start;

  while (end < length)
    {
      gsize width = domain_character (text + end, length - end);

      if (text[end] == '_')
        {
          underscore[1] = TRUE;
          width = 1;
        }
      else if (text[end] == '.')
        {
          if (end + 1 == length ||
              (domain_character (text + end + 1, length - end - 1) == 0 && text[end + 1] != '_'))
            break;
          underscore[0] = underscore[1];
          underscore[1] = FALSE;
          n_periods++;
          width = 1;
        }
      if (width == 0)
        break;
      end += width;
    }
  *scanned = end;
  if (end == start || underscore[0] || underscore[1] || n_periods < periods)
    return 0;
  return end;
}

/* The entity that ends just before @end, as "&copy;" does: where it begins, or @end. */
static gsize
find_entity_start (const char *text, gsize start, gsize end)
{
  gsize at = end - 1;

  while (at > start && g_ascii_isalnum (text[at - 1]))
    at--;
  return at > start && at < end - 1 && text[at - 1] == '&' ? at - 1 : end;
}

/* Takes off the end of an address what belongs to the sentence around it. */
static gsize
trim (const char *text, gsize start, gsize end)
{
  gssize unmatched = 0; /* closing parentheses without an opening one */

  for (gsize i = start; i < end; i++)
    unmatched += (text[i] == ')') - (text[i] == '(');
  while (end > start)
    {
      char last = text[end - 1];
      gsize entity = last == ';' ? find_entity_start (text, start, end) : end;

      if (last == ')' && unmatched > 0)
        {
          unmatched--;
          end--;
        }
      else if (strchr ("?!.,:*_~'\"\\", last) != NULL)
        end--;
      else if (entity < end)
        end = entity;
      else if (last == ';')
        end--;
      else
        break;
    }
  return end;
}

/* Whether an address stops at @c, wherever it stands. */
static gboolean
is_stop (char c)
{
  return c == '\0' || is_space (c) || strchr ("<`\"|", c) != NULL;
}

/* Where what may belong to the address stops: white space, "<", and what would break other markup
 * if it were taken: a backtick, a double quote, a pipe, a bracket that is closed but was not
 * opened. A backslash before one of these is no part of the address either. */
static gsize
find_path_end (const char *text, gsize length, gsize start, gsize end)
{
  char quote = start > 0 && text[start - 1] == '\'' ? '\'' : '"';
  guint brackets = 0;

  for (; end < length && !is_stop (text[end]) && text[end] != quote; end++)
    {
      char c = text[end];
      char next = end + 1 < length ? text[end + 1] : '\0';

      if ((c == '[' && next == '^') || (c == '\\' && (is_stop (next) || next == quote)))
        break;
      if (c == ']' && brackets == 0)
        break;
      brackets += (c == '[') - (c == ']');
    }
  return end;
}

/**
 * galley_autolink_find_end:
 * @text: UTF-8
 * @length: of @text, in bytes
 * @start: where "www.", "http://", "https://" or "ftp://" may begin
 * @scanned: (out): how far it looked; where there is no address, none begins before that either
 *
 * Returns: where the address that begins at @start ends; 0 where it is none
 */
gsize
galley_autolink_find_end (const char *text, gsize length, gsize start, gsize *scanned)
{
  static const char *const prefixes[] = { "http://", "https://", "ftp://" };
  gsize domain = start, end;

  *scanned = start;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (length - start > strlen (prefixes[i]) &&
        g_ascii_strncasecmp (text + start, prefixes[i], strlen (prefixes[i])) == 0)
      domain = start + strlen (prefixes[i]);
  if (domain == start && (length - start < 5 || strncmp (text + start, "www.", 4) != 0))
    return 0;
  end = find_domain_end (text, length, domain, domain == start ? 1 : 0, scanned);
  if (end == 0)
    return 0;
  end = find_path_end (text, length, start, end);
  *scanned = end;
  end = trim (text, start, end);
  return end > domain ? end : 0;
}

static gboolean
is_local_part (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_' || c == '+';
}

/* Where the host after "@" ends; 0 where there is none that is valid: its last character is a
 * letter, so a version after the name of a package is no host. */
static gsize
find_host_end (const char *text, gsize length, gsize start)
{
  gsize end = start;
  guint n_periods = 0;

  for (; end < length; end++)
    {
      char c = text[end];

      if (c == '.' && end > start && end + 1 < length && g_ascii_isalnum (text[end + 1]))
        n_periods++;
      else if (!g_ascii_isalnum (c) && c != '-' && c != '_')
        break;
    }
  if (end == start || n_periods == 0 || !g_ascii_isalpha (text[end - 1]))
    return 0;
  return end;
}

/* Where the resource of a chat address ends, which may follow its host after one slash. */
static gsize
find_resource_end (const char *text, gsize length, gsize start)
{
  gsize end = start + 1;

  if (start == length || text[start] != '/')
    return start;
  while (end < length && (g_ascii_isalnum (text[end]) || text[end] == '@' || text[end] == '.'))
    end++;
  while (end > start + 1 && text[end - 1] == '.')
    end--;
  return end > start + 1 ? end : start;
}

/**
 * galley_autolink_find_mail:
 * @text: UTF-8
 * @length: of @text, in bytes
 * @at: where a "@" is
 * @floor: before which the address may not begin
 * @start: (out): where it begins
 * @end: (out): where it ends
 *
 * A "mailto:" or "xmpp:" before it belongs to it.
 *
 * Returns: whether there is a mail or XMPP address around it
 */
gboolean
galley_autolink_find_mail (const char *text,
                           gsize length,
                           gsize at,
                           gsize floor,
                           gsize *start,
                           gsize *end)
{
  gsize from = at;

  while (from > floor && is_local_part (text[from - 1]))
    from--;
  *end = find_host_end (text, length, at + 1);
  if (from == at || *end == 0)
    return FALSE;
  if (*end < length && text[*end] == '@')
    return FALSE;
  *start = from;
  if (from >= floor + 7 && strncmp (text + from - 7, "mailto:", 7) == 0)
    *start = from - 7;
  else if (from >= floor + 5 && strncmp (text + from - 5, "xmpp:", 5) == 0)
    {
      *start = from - 5;
      *end = find_resource_end (text, length, *end);
    }
  return from > *start || from == floor || text[from - 1] != '/';
}
