/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-words-private.h"

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

/**
 * galley_word_get_name:
 * @word: which
 *
 * Returns: (transfer none): what templates know it by, a literal
 */
const char *
galley_word_get_name (GalleyWord word)
{
  static const char *const names[] = {
#define X(name) #name,
    GALLEY_TEMPLATE_WORDS (X) GALLEY_SENTENCES (X)
#undef X
  };

  return names[word];
}

/* Fills each {key} of @pattern with what @values, key and value in turn, hold. A value is not
 * looked through again. */
static char *
fill (const char *pattern, const char *const *values)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (pattern) + 64);

  for (const char *p = pattern; *p != '\0';)
    {
      gsize plain = strcspn (p, "{");
      const char *end = plain == 0 ? strchr (p, '}') : NULL;
      const char *value = NULL;

      for (gsize i = 0; end != NULL && values[i] != NULL && value == NULL; i += 2)
        if (strlen (values[i]) == (gsize) (end - p - 1) &&
            strncmp (values[i], p + 1, end - p - 1) == 0)
          value = values[i + 1];
      if (value != NULL)
        {
          g_string_append (out, value);
          p = end + 1;
        }
      else
        {
          plain = MAX (plain, 1); /* a brace that opens nothing stands for itself */
          g_string_append_len (out, p, (gssize) plain);
          p += plain;
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
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
  char number[16];
  const char *values[] = { "n", number, NULL };

  g_snprintf (number, sizeof number, "%u", n);
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
  char day[8];
  char year[8];
  const char *values[] = { "day",   day,
                           "month", galley_month_name (language, g_date_time_get_month (date)),
                           "year",  year,
                           NULL };

  g_snprintf (day, sizeof day, "%d", g_date_time_get_day_of_month (date));
  g_snprintf (year, sizeof year, "%d", g_date_time_get_year (date));
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
