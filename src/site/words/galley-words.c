/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-words-private.h"

#include "galley-append.h"

#include <stdarg.h>
#include <string.h>

static const GalleyLanguage *const languages[] = {
  &galley_language_en, &galley_language_de, &galley_language_fr,
  &galley_language_ru, &galley_language_ar,
};

/* Those written from right to left, by the script they are mostly written in (CLDR). */
static const char *const right_to_left[] = { "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks",
                                             "ku", "nqo", "ps",  "sd", "ug", "ur", "yi" };

static gboolean
has_primary_subtag (const char *tag, const char *primary)
{
  gsize n = strlen (primary);

  return g_ascii_strncasecmp (tag, primary, n) == 0 &&
         (tag[n] == '\0' || tag[n] == '-' || tag[n] == '_');
}

/**
 * galley_language_find:
 * @tag: a language tag (BCP 47): "en", "de-AT"
 *
 * Returns: (transfer none): its words; the English ones where Galley does not know it
 */
const GalleyLanguage *
galley_language_find (const char *tag)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (has_primary_subtag (tag, languages[i]->tag))
      return languages[i];
  return &galley_language_en;
}

/**
 * galley_language_is_right_to_left:
 * @tag: a language tag (BCP 47)
 *
 * Returns: whether text in it runs from right to left
 */
gboolean
galley_language_is_right_to_left (const char *tag)
{
  if (strstr (tag, "-Latn") != NULL)
    return FALSE;
  if (strstr (tag, "-Arab") != NULL || strstr (tag, "-Hebr") != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (right_to_left); i++)
    if (has_primary_subtag (tag, right_to_left[i]))
      return TRUE;
  return FALSE;
}

/**
 * galley_word:
 * @language: a language
 * @word: which
 *
 * Returns: (transfer none): the word, the English one where the language lacks it
 */
const char *
galley_word (const GalleyLanguage *language, GalleyWord word)
{
  const char *text = language->words[word];

  return text != NULL ? text : galley_language_en.words[word];
}

/* The value of the gap at @p, which a brace opens, or NULL; @end is behind it. */
static const char *
find_value (const char *p, const char *const *values, const char **end)
{
  const char *close = strchr (p, '}');
  gsize length = close != NULL ? (gsize) (close - p - 1) : 0;

  for (gsize i = 0; close != NULL && values[i] != NULL; i += 2)
    if (strncmp (values[i], p + 1, length) == 0 && values[i][length] == '\0')
      {
        *end = close + 1;
        return values[i + 1];
      }
  return NULL;
}

/* Fills each {key} of @pattern with what @values, key and value in turn, hold. A value is not
 * looked through again. */
static char *
fill (const char *pattern, const char *const *values)
{
  gsize gaps = 0;
  gsize longest = 0;
  char *text;
  char *to;

  for (const char *p = pattern; *p != '\0'; p++)
    gaps += *p == '{';
  for (gsize i = 0; values[i] != NULL; i += 2)
    longest = MAX (longest, strlen (values[i + 1]));
  text = to = g_malloc (strlen (pattern) + gaps * longest + 1);
  while (*pattern != '\0')
    {
      const char *value = *pattern == '{' ? find_value (pattern, values, &pattern) : NULL;

      /* A brace that opens nothing stands for itself. */
      if (value != NULL)
        to = g_stpcpy (to, value);
      else
        *to++ = *pattern++;
    }
  *to = '\0';
  return text;
}

/**
 * galley_sentence:
 * @language: a language
 * @sentence: which
 * @...: key and value in turn, both texts, then %NULL
 *
 * Returns: (transfer full): the sentence with its gaps filled
 */
char *
galley_sentence (const GalleyLanguage *language, GalleyWord sentence, ...)
{
  const char *values[9] = { NULL };
  va_list args;
  gsize n = 0;

  va_start (args, sentence);
  for (const char *value = va_arg (args, const char *); value != NULL && n < 8;
       value = va_arg (args, const char *))
    values[n++] = value;
  va_end (args);
  return fill (galley_word (language, sentence), values);
}

/**
 * galley_sentence_fill:
 * @pattern: a piece of a sentence
 * @key: a gap of it
 * @value: what it is filled with
 *
 * Returns: (transfer full): the piece, filled
 */
char *
galley_sentence_fill (const char *pattern, const char *key, const char *value)
{
  const char *values[] = { key, value, NULL };

  return fill (pattern, values);
}

/**
 * galley_count_text:
 * @language: a language
 * @count: what is counted
 * @n: how many
 *
 * Returns: (transfer full): "1 comment", "2 comments"
 */
char *
galley_count_text (const GalleyLanguage *language, GalleyCount count, guint n)
{
  char number[GALLEY_DECIMAL_SIZE];
  const char *values[] = { "n", galley_decimal (n, number), NULL };

  return fill (language->counts[count][language->plural (n)], values);
}

/**
 * galley_date_text:
 * @language: a language
 * @date: a date
 *
 * Returns: (transfer full): the day of @date, in its own offset, as people write it:
 *   "October 13, 2009"
 */
char *
galley_date_text (const GalleyLanguage *language, GDateTime *date)
{
  char day_text[GALLEY_DECIMAL_SIZE];
  char year_text[GALLEY_DECIMAL_SIZE];
  int year, month, day;
  const char *values[7] = { "day", NULL, "month", NULL, "year", NULL, NULL };

  g_date_time_get_ymd (date, &year, &month, &day);
  values[1] = galley_decimal ((guint64) day, day_text);
  values[3] = galley_month_name (language, month);
  values[5] = galley_decimal ((guint64) year, year_text);
  return fill (language->date_format, values);
}

/**
 * galley_month_name:
 * @language: a language
 * @month: 1 to 12
 *
 * Returns: (transfer none): the month's name as it stands in a date
 */
const char *
galley_month_name (const GalleyLanguage *language, int month)
{
  return language->months[CLAMP (month, 1, 12) - 1];
}
