/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>

#include "galley-mail.h"
#include "galley-text.h"

/* Converts piece by piece; what is not of the charset becomes U+FFFD, a byte at a time. */
static char *
convert (GIConv converter, const char *bytes, gsize length, guint *n_bad)
{
  g_autoptr (GString) out = g_string_sized_new (length + length / 8);
  char *in = (char *) bytes;
  gsize left = length;

  while (left > 0)
    {
      char buffer[4096];
      char *to = buffer;
      gsize room = sizeof buffer;
      gsize before = left;
      gsize code = g_iconv (converter, &in, &left, &to, &room);
      int problem = errno;

      g_string_append_len (out, buffer, to - buffer);
      if (code != (gsize) -1)
        break;
      if (problem == E2BIG && (before != left || to != buffer))
        continue;
      g_string_append (out, "\xef\xbf\xbd");
      (*n_bad)++;
      in++;
      left--;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
note (GPtrArray *notes, char *what)
{
  if (notes != NULL)
    g_ptr_array_add (notes, g_utf8_make_valid (what, -1)); /* names are cut by bytes */
  g_free (what);
}

static gboolean
is_plain_charset (const char *charset)
{
  return charset == NULL || *charset == '\0' || g_ascii_strcasecmp (charset, "us-ascii") == 0 ||
         g_ascii_strcasecmp (charset, "ascii") == 0 || g_ascii_strcasecmp (charset, "utf-8") == 0 ||
         g_ascii_strcasecmp (charset, "utf8") == 0;
}

/* Bytes that no charset explains: as the West wrote before UTF-8, where that is whole. */
static char *
decode_unknown (const char *bytes, gsize length)
{
  GIConv converter = g_iconv_open ("UTF-8", "WINDOWS-1252");
  g_autofree char *text = NULL;
  guint n_bad = 0;

  if (converter != (GIConv) -1)
    {
      text = convert (converter, bytes, length, &n_bad);
      g_iconv_close (converter);
    }
  if (text == NULL || n_bad > 0)
    return galley_text_repair (bytes, length, NULL);
  return galley_text_repair (text, strlen (text), NULL);
}

/**
 * galley_mail_decode:
 * @bytes: a text in some charset
 * @length: bytes of @bytes
 * @charset: (nullable): what it says that it is in
 * @notes: (nullable) (element-type utf8): gets what is worth telling
 *
 * Makes text of what a mail holds. A charset that is unknown or not told is guessed; bytes that are
 * not of the charset become U+FFFD, which is told.
 *
 * Returns: (transfer full): valid UTF-8 with line ends of one line feed
 */
char *
galley_mail_decode (const char *bytes, gsize length, const char *charset, GPtrArray *notes)
{
  g_autofree char *valid_charset = g_utf8_make_valid (charset != NULL ? charset : "", -1);
  g_autofree char *text = NULL;
  GIConv converter = (GIConv) -1;
  guint n_bad = 0;

  if (g_utf8_validate_len (bytes, length, NULL) && is_plain_charset (charset))
    return galley_text_repair (bytes, length, NULL);
  if (is_plain_charset (charset))
    {
      note (notes, g_strdup_printf ("its text is not %s; it was read as Windows-1252",
                                    *valid_charset != '\0' ? valid_charset : "US-ASCII"));
      return decode_unknown (bytes, length);
    }
  converter = strlen (charset) < 64 ? g_iconv_open ("UTF-8", charset) : (GIConv) -1;
  if (converter == (GIConv) -1)
    {
      gboolean is_utf8 = g_utf8_validate_len (bytes, length, NULL);

      note (notes, g_strdup_printf ("the charset “%.60s” is not known; its text was read as %s",
                                    valid_charset, is_utf8 ? "UTF-8" : "Windows-1252"));
      return is_utf8 ? galley_text_repair (bytes, length, NULL) : decode_unknown (bytes, length);
    }
  text = convert (converter, bytes, length, &n_bad);
  g_iconv_close (converter);
  if (n_bad > 0)
    note (notes, g_strdup_printf ("%u bytes of its text are not %s and stand as U+FFFD", n_bad,
                                  valid_charset));
  return galley_text_repair (text, strlen (text), NULL);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\xc2\xa0")] == '\0';
}

static gboolean
is_quoted (const char *line)
{
  return line[strspn (line, " ")] == '>';
}

/* "On Monday, A. Reader wrote:", also in other tongues, and broken over lines. */
static gboolean
is_attribution (const char *line)
{
  static const char *const verbs[] = { "wrote",    "writes",  "schrieb", "écrit",
                                       "escribió", "scritto", "schreef", "написал",
                                       "пишет",    "skrev",   "napisał", "كتب" };
  g_autofree char *plain = g_strstrip (g_strdup (line));

  if (!g_str_has_suffix (plain, ":"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strstr (plain, verbs[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_original_mark (const char *line)
{
  g_autofree char *plain = g_strstrip (g_strdup (line));
  g_autofree char *lower = g_ascii_strdown (plain, -1);

  return g_str_has_prefix (plain, "--") && (strstr (lower, "original message") != NULL ||
                                            strstr (lower, "forwarded message") != NULL ||
                                            strstr (lower, "ursprüngliche nachricht") != NULL);
}

/* Where the signature begins, or what a mail program copied below an answer. */
static guint
find_end (char *const *lines, guint first, guint n)
{
  for (guint i = first + 1; i < n; i++)
    if (strcmp (lines[i], "-- ") == 0 || strcmp (lines[i], "--") == 0 ||
        is_original_mark (lines[i]))
      return i;
  return n;
}

static guint
skip_back_over_blank (char *const *lines, guint first, guint end)
{
  while (end > first && is_blank (lines[end - 1]))
    end--;
  return end;
}

/* An attribution above a quotation goes with it; it may have been broken over three lines. */
static guint
skip_back_over_attribution (char *const *lines, guint first, guint end)
{
  guint begin;

  end = skip_back_over_blank (lines, first, end);
  if (end == first || !is_attribution (lines[end - 1]))
    return end;
  for (begin = end - 1; begin > first && end - begin < 3 && !is_blank (lines[begin - 1]) &&
                        !g_str_has_prefix (lines[begin], "On ");
       begin--)
    ;
  return g_str_has_prefix (lines[begin], "On ") ? begin : end - 1;
}

static guint
drop_last_quotation (char *const *lines, guint first, guint end)
{
  guint last = skip_back_over_blank (lines, first, end);
  guint begin = last;

  while (begin > first && (is_quoted (lines[begin - 1]) || is_blank (lines[begin - 1])))
    begin--;
  while (begin < last && is_blank (lines[begin]))
    begin++;
  return begin < last ? skip_back_over_attribution (lines, first, begin) : last;
}

/* Past the lines that say whose a quotation is; @begin where there are none. */
static guint
skip_attribution (char *const *lines, guint begin, guint n)
{
  guint most = g_str_has_prefix (lines[begin], "On ") ? 3 : 1;

  for (guint i = begin; i < n && i < begin + most && !is_blank (lines[i]); i++)
    if (is_attribution (lines[i]))
      return i + 1;
  return begin;
}

static guint
skip_blank (char *const *lines, guint begin, guint n)
{
  while (begin < n && is_blank (lines[begin]))
    begin++;
  return begin;
}

static guint
drop_first_quotation (char *const *lines, guint n)
{
  guint begin = skip_blank (lines, 0, n);
  guint quoted = begin < n ? skip_blank (lines, skip_attribution (lines, begin, n), n) : n;

  if (quoted >= n || !is_quoted (lines[quoted]))
    return begin;
  while (quoted < n && (is_quoted (lines[quoted]) || is_blank (lines[quoted])))
    quoted++;
  return quoted;
}

/**
 * galley_mail_trim:
 * @text: of a mail
 *
 * Leaves what its sender wrote: the signature goes, what is quoted above and below, and the line
 * that says whose it was. What is quoted between stays, since it is what the words beside it
 * answer.
 *
 * Returns: (transfer full): the text; all of it where nothing else would be left
 */
char *
galley_mail_trim (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = g_strv_length (lines);
  guint begin = drop_first_quotation (lines, n);
  guint end = begin < n ? find_end (lines, begin, n) : n;

  end = drop_last_quotation (lines, begin, end);
  end = skip_back_over_blank (lines, begin, end);
  for (guint i = begin; i < end; i++)
    {
      g_string_append (out, lines[i]);
      g_string_append_c (out, '\n');
    }
  if (out->len == 0)
    {
      g_string_assign (out, text);
      g_strchomp (out->str);
      return g_strdup (out->str);
    }
  g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
