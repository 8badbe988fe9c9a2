/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-mail-shapes-private.h"
#include "galley-mail.h"

#define ATTRIBUTION_LINES 4
#define SIGNATURE_LINES 12
#define SIGNATURE_BYTES 1000
#define FOOTER_LINES 10
#define MAX_ROUNDS 5 /* of things that stand below a text */

/* A text by lines, of which those from @begin to @end are kept so far. */
typedef struct
{
  GStrv lines;
  GStrv plain;         /* the same, to be compared */
  guint n;             /* how many there are */
  const char *subject; /* (nullable): of the mail */
  guint begin, end;
} Text;

static gboolean
is_blank (const Text *self, guint i)
{
  return *self->plain[i] == '\0';
}

static gboolean
is_quoted (const Text *self, guint i)
{
  return galley_mail_line_is_quoted (self->lines[i]);
}

static guint
skip_blank (const Text *self, guint i)
{
  while (i < self->end && is_blank (self, i))
    i++;
  return i;
}

static guint
skip_back_over_blank (const Text *self, guint end)
{
  while (end > self->begin && is_blank (self, end - 1))
    end--;
  return end;
}

static char *
join (const Text *self, guint from, guint to)
{
  GString *joined = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", self->plain[i]);
  return g_string_free (joined, FALSE);
}

/* Whether a line that stands above an attribution begins it: it tells when, and ends no sentence.
 */
static gboolean
begins_attribution (const char *plain)
{
  return galley_mail_text_has_date (plain) && g_utf8_strlen (plain, -1) <= 120 &&
         strchr (".!?", plain[strlen (plain) - 1]) == NULL;
}

/* Where the lines begin that end just before @end and say whose a quotation below is: an address or
 * a date, and a colon at the end. @end where there are none. */
static guint
find_attribution (const Text *self, guint end)
{
  guint begin = end;
  gboolean found = FALSE;

  if (end == self->begin || !galley_mail_text_ends_in_colon (self->plain[end - 1]))
    return end;
  while (!found && begin > self->begin && end - begin < ATTRIBUTION_LINES &&
         !is_blank (self, begin - 1) && !is_quoted (self, begin - 1))
    {
      g_autofree char *text = join (self, --begin, end);

      found = strlen (text) <= 400 &&
              (galley_mail_text_has_address (text) || galley_mail_text_has_date (text) ||
               galley_mail_text_has_verb (text));
    }
  if (!found)
    return end;
  while (begin > self->begin && end - begin < ATTRIBUTION_LINES && !is_blank (self, begin - 1) &&
         !is_quoted (self, begin - 1))
    {
      g_autofree char *text = join (self, begin, end);

      if (!begins_attribution (self->plain[begin - 1]) &&
          !(g_str_has_prefix (self->plain[begin - 1], "On ") && galley_mail_text_has_verb (text)))
        break;
      begin--;
    }
  return begin;
}

/* Whether the lines from @begin to @end are an attribution that a program wrote: below it all is
 * quoted, marked or not. */
static gboolean
is_written_by_program (const Text *self, guint begin, guint end)
{
  g_autofree char *text = join (self, begin, end);

  return (galley_mail_text_has_address (text) && galley_mail_text_has_date (text)) ||
         (galley_mail_text_has_clock (text) && galley_mail_text_has_verb (text));
}

/* Whether the other mail begins at @i, without marks: the block of its fields, a line between
 * dashes or an attribution. *@after is where what that says ends. */
static gboolean
is_other_mail (const Text *self, guint i, guint *after)
{
  guint block = galley_mail_find_header_block (self->plain + i, self->end - i, self->subject);
  gboolean known;

  *after = i + block;
  if (block > 0)
    return TRUE;
  if (galley_mail_line_is_original_mark (self->plain[i], &known))
    {
      guint next = skip_blank (self, i + 1);
      guint fields =
          next < self->end
              ? galley_mail_find_header_block (self->plain + next, self->end - next, self->subject)
              : 0;

      *after = fields > 0 ? next + fields : i + 1;
      return known || fields > 0;
    }
  if (galley_mail_text_ends_in_colon (self->plain[i]))
    {
      guint begin = find_attribution (self, i + 1);
      guint next = skip_blank (self, i + 1);

      *after = i + 1;
      return begin <= i && next < self->end && !is_quoted (self, next) &&
             is_written_by_program (self, begin, i + 1);
    }
  return FALSE;
}

/* Cuts what a program copied below the text without marks. Above it may stand a line, and words
 * that announce it. */
static void
cut_other_mail (Text *self)
{
  for (guint i = skip_blank (self, self->begin); i < self->end; i++)
    {
      guint after;

      if (is_blank (self, i) || is_quoted (self, i) || !is_other_mail (self, i, &after))
        continue;
      if (galley_mail_text_ends_in_colon (self->plain[i]) && after == i + 1)
        i = find_attribution (self, i + 1);
      if (skip_back_over_blank (self, i) == self->begin)
        {
          /* Nothing stands above: what is below is all there is, without whose it was. */
          self->begin = after;
          i = skip_blank (self, after);
          if (i >= self->end)
            return;
          i--;
          continue;
        }
      self->end = skip_back_over_blank (self, i);
      while (self->end > self->begin + 1 &&
             (galley_mail_line_is_divider (self->plain[self->end - 1]) ||
              (strlen (self->plain[self->end - 1]) < 60 &&
               galley_mail_text_ends_in_colon (self->plain[self->end - 1]) &&
               self->end - 1 > self->begin && is_blank (self, self->end - 2))))
        self->end = skip_back_over_blank (self, self->end - 1);
      return;
    }
}

static void
cut_last_quotation (Text *self)
{
  guint begin = self->end;

  while (begin > self->begin && (is_quoted (self, begin - 1) || is_blank (self, begin - 1)))
    begin--;
  if (begin == self->end || begin == self->begin)
    return;
  self->end = find_attribution (self, begin);
}

/* Whether what stands from @from to the end is short enough to be no text. */
static gboolean
is_short (const Text *self, guint from, guint lines, gsize bytes)
{
  gsize length = 0;
  guint n = 0;

  for (guint i = from; i < self->end; i++)
    {
      if (is_quoted (self, i))
        return FALSE;
      n += !is_blank (self, i);
      length += strlen (self->plain[i]);
    }
  return n <= lines && length <= bytes;
}

/* RFC 3676, 4.3: the line before a signature is "-- ". Without its blank it may part a text, so
 * that it counts only where it is the only one and a name follows. */
static void
cut_signature (Text *self)
{
  guint loose = 0, at = 0, below = 0;

  for (guint i = self->end; i > self->begin && loose < 2; i--)
    {
      if (strcmp (self->lines[i - 1], "-- ") == 0 && below <= SIGNATURE_LINES &&
          is_short (self, i, SIGNATURE_LINES, SIGNATURE_BYTES))
        {
          self->end = i - 1;
          return;
        }
      if (strcmp (self->plain[i - 1], "--") == 0 || strcmp (self->plain[i - 1], "—") == 0)
        loose++, at = i;
      below += !is_blank (self, i - 1);
    }
  at = loose == 1 ? at : 0;
  if (at > 0 && is_short (self, at, 6, 300) &&
      (skip_blank (self, at) == self->end ||
       galley_mail_line_is_name (self->plain[skip_blank (self, at)])))
    self->end = at - 1;
}

/* "Sent from my telephone", as the last words by themselves. */
static void
cut_device_signature (Text *self)
{
  guint last = self->end - 1;

  if (self->end > self->begin + 1 && is_blank (self, last - 1) &&
      galley_mail_line_is_device_signature (self->plain[last]))
    self->end = last;
}

/* What a list of mails adds below a line. */
static void
cut_list_footer (Text *self)
{
  for (guint i = self->end; i > self->begin + 1 && self->end - i <= FOOTER_LINES + 2; i--)
    {
      g_autofree char *below = NULL;

      if (!galley_mail_line_is_divider (self->plain[i - 1]))
        continue;
      below = join (self, i, self->end);
      if (is_short (self, i, FOOTER_LINES, SIGNATURE_BYTES) &&
          (*below == '\0' || galley_mail_text_is_list_footer (below)))
        self->end = i - 1;
      return;
    }
}

/* Cuts what is no word of the sender's at the end, in whatever order it stands there. */
static void
cut_end (Text *self)
{
  guint before, rounds = 0;

  do
    {
      before = self->end = skip_back_over_blank (self, self->end);
      cut_last_quotation (self);
      self->end = skip_back_over_blank (self, self->end);
      if (self->end > self->begin)
        cut_list_footer (self);
      cut_signature (self);
      self->end = skip_back_over_blank (self, self->end);
      if (self->end > self->begin)
        cut_device_signature (self);
    }
  while (self->end < before && self->end > self->begin && ++rounds < MAX_ROUNDS);
}

/* Where the quotation that begins at @begin ends. */
static guint
skip_quotation (const Text *self, guint begin)
{
  while (begin < self->end && (is_quoted (self, begin) || is_blank (self, begin)))
    begin++;
  return begin;
}

static gboolean
has_quotation (const Text *self, guint from)
{
  for (; from < self->n; from++)
    if (is_quoted (self, from))
      return TRUE;
  return FALSE;
}

/* Past the attribution at @begin, where a quotation follows it. */
static guint
skip_attribution (const Text *self, guint begin)
{
  for (guint i = begin; i < self->end && i < begin + ATTRIBUTION_LINES && !is_blank (self, i); i++)
    if (galley_mail_text_ends_in_colon (self->plain[i]))
      {
        guint quoted = skip_blank (self, i + 1);

        return find_attribution (self, i + 1) == begin && quoted < self->end &&
                       is_quoted (self, quoted)
                   ? quoted
                   : begin;
      }
  return begin;
}

/* What is quoted above the text goes; where what follows answers it piece by piece, it is the first
 * question, and stays. */
static void
cut_first_quotation (Text *self)
{
  guint begin = skip_attribution (self, skip_blank (self, self->begin));
  guint after = skip_quotation (self, begin);

  if (begin < self->end && is_quoted (self, begin) && after < self->end &&
      !has_quotation (self, after))
    begin = after;
  self->begin = begin;
}

/* Whether line @i says whose a quotation is, by an address: in it, or just above. */
static gboolean
names_another (const Text *self, guint i)
{
  const char *plain = self->plain[i];
  guint next = skip_blank (self, i + 1);

  if (!galley_mail_text_has_address (plain))
    return FALSE;
  if (is_quoted (self, i))
    return galley_mail_text_ends_in_colon (plain) ||
           (strcspn (plain, ":") < strcspn (plain, "@") && strcspn (plain, ":") < 40);
  return galley_mail_text_ends_in_colon (plain) && next < self->end && is_quoted (self, next);
}

static gboolean
remove_matches (char **line, gsize *regex, const char *pattern)
{
  char *cleaned;
  gboolean changed;

  if (g_once_init_enter (regex))
    g_once_init_leave (regex,
                       (gsize) g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  cleaned = g_regex_replace_literal ((const GRegex *) *regex, *line, -1, 0, "", 0, NULL);
  changed = cleaned != NULL && strcmp (cleaned, *line) != 0;
  if (changed)
    {
      g_free (*line);
      *line = g_steal_pointer (&cleaned);
    }
  g_free (cleaned);
  return changed;
}

/* Takes out of @line what mail programs write for pictures; gives whether there is nothing else. */
static gboolean
drop_pictures (char **line)
{
  static gsize named, bare;
  gboolean changed;

  if (strpbrk (*line, "[<") == NULL)
    return FALSE;
  changed =
      remove_matches (line, &named,
                      "\\\\?\\[(cid|image|bild|imagen|immagine|afbeelding|billede|bilde):[^\\]"
                      "\n]*\\](\\s*<[^>\n]*>)?");
  changed |= remove_matches (
      line, &bare, "\\\\?\\[(inline image|image|bild)( \\d+)?\\\\?\\]|<image\\d+\\.\\w{3,4}>");
  if (changed)
    g_strchomp (*line);
  return changed && (*line)[strspn (*line, " \t")] == '\0';
}

/* What is kept. Markdown would take a line below a quotation for a part of it. */
static char *
write_kept (const Text *self)
{
  GString *out = g_string_new (NULL);
  gboolean after_quoted = FALSE;

  for (guint i = self->begin; i < self->end; i++)
    {
      if (names_another (self, i) || drop_pictures (&self->lines[i]))
        continue;
      if (after_quoted && !is_quoted (self, i) && !is_blank (self, i))
        g_string_append_c (out, '\n');
      after_quoted = is_quoted (self, i);
      g_string_append (out, self->lines[i]);
      g_string_append_c (out, '\n');
    }
  g_strchomp (out->str);
  return g_string_free (out, FALSE);
}

/**
 * galley_mail_trim:
 * @text: of a mail
 * @subject: (nullable): of the mail
 *
 * Leaves what its sender wrote: signatures and footers go, what is quoted above and below, and what
 * says whose it was. What is quoted between answers stays, and so does the question before the
 * first of them. Nobody else's address is left but what the sender wrote himself.
 *
 * Returns: (transfer full): the text; what is quoted where nothing else would be left
 */
char *
galley_mail_trim (const char *text, const char *subject)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);
  g_auto (GStrv) plain = g_new0 (char *, n + 1);
  Text self = { lines, plain, n, subject, 0, n };
  Text all;
  char *kept;

  for (guint i = 0; i < n; i++)
    plain[i] = galley_mail_line_get_plain (lines[i]);
  all = self;
  cut_other_mail (&self);
  all.begin = self.begin;
  cut_first_quotation (&self);
  cut_end (&self);
  kept = write_kept (&self);
  if (*kept != '\0')
    return kept;
  g_free (kept);
  return write_kept (&all);
}
