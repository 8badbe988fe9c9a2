/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lenient-date.h"

#include <stdio.h>
#include <string.h>

#include "galley-date.h"
#include "galley-month-names-private.h"

typedef struct
{
  int year, month, day;
  int hour, minute;
  double second;
  GTimeZone *own_zone; /* (nullable): what the date itself says */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->own_zone, g_time_zone_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* A number of up to nine digits at *@p, which moves behind it; -1 where there is none. */
static int
take_number (const char **p, gsize *n_digits)
{
  gsize n = strspn (*p, "0123456789");
  int number = n > 0 && n <= 9 ? (int) g_ascii_strtoull (*p, NULL, 10) : -1;

  *n_digits = n;
  *p += n;
  return number;
}

static gboolean
take_text (const char **p, const char *text)
{
  if (g_ascii_strncasecmp (*p, text, strlen (text)) != 0)
    return FALSE;
  *p += strlen (text);
  return TRUE;
}

static void
skip_space (const char **p)
{
  while (**p == ' ' || **p == '\t' || take_text (p, "\xc2\xa0") || take_text (p, "\xe2\x80\xaf"))
    *p += **p == ' ' || **p == '\t';
}

/* What stands between day and month: one of "-/.", or the sign for a year or a month of Chinese,
 * Japanese and Korean, which all come as @separator '-'. */
static gboolean
take_separator (const char **p, char *separator)
{
  static const char *const signs[] = { "年", "月", "년", "월" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (take_text (p, signs[i]))
      {
        *separator = '-';
        skip_space (p);
        return TRUE;
      }
  if (**p == '\0' || strchr ("-/.", **p) == NULL)
    return FALSE;
  *separator = *(*p)++;
  if (*separator == '.') /* "2. 5. 2024" */
    skip_space (p);
  return TRUE;
}

/* "20091013" */
static void
split_digits (Parts *parts, int number)
{
  parts->year = number / 10000;
  parts->month = number / 100 % 100;
  parts->day = number % 100;
}

/* "2/5/2024" and "2-5-2024" are the second of May or the fifth of February, depending on who wrote
 * it: only what can be nothing else counts. With dots the day always comes first. */
static gboolean
order_day_and_month (Parts *parts, int first, int second, char separator)
{
  gboolean day_first = separator == '.' || first > 12 || first == second;

  if (!day_first && second <= 12)
    return FALSE;
  parts->day = day_first ? first : second;
  parts->month = day_first ? second : first;
  return TRUE;
}

/* Reads the day at *@p, which moves behind it. */
static gboolean
take_day (Parts *parts, const char **p)
{
  char separator = 0, other = 0;
  gsize n_first, n_digits;
  int first = take_number (p, &n_first), second, third;

  if (n_first == 8)
    {
      split_digits (parts, first);
      return TRUE;
    }
  if (first < 0 || !take_separator (p, &separator))
    return FALSE;
  second = take_number (p, &n_digits);
  if (second < 0 || !take_separator (p, &other) || other != separator)
    return FALSE;
  third = take_number (p, &n_digits);
  if (third < 0)
    return FALSE;
  if (n_first == 4)
    {
      *parts = (Parts){ .year = first, .month = second, .day = third };
      if (n_digits > 2)
        return FALSE;
      take_text (p, "日");
      take_text (p, "일");
      return TRUE;
    }
  parts->year = n_digits == 2 && separator == '.' ? 2000 + third : n_digits == 4 ? third : 0;
  return n_first <= 2 && order_day_and_month (parts, first, second, separator);
}

/* "am", "p.m.": moves the hour where it must. */
static gboolean
take_half (Parts *parts, const char **p)
{
  gboolean is_pm;

  if (!take_text (p, "a.m.") && !take_text (p, "am"))
    {
      if (!take_text (p, "p.m.") && !take_text (p, "pm"))
        return FALSE;
      is_pm = TRUE;
    }
  else
    is_pm = FALSE;
  if (parts->hour < 1 || parts->hour > 12)
    parts->hour = 99;
  else
    parts->hour = parts->hour % 12 + (is_pm ? 12 : 0);
  return TRUE;
}

/* "9:30", "9:30:15.5 pm", "3 PM", "10h30", "093000"; *@p moves behind it. */
static gboolean
take_clock (Parts *parts, const char **p)
{
  gsize n;
  int number = take_number (p, &n);

  if (number < 0)
    return FALSE;
  parts->hour = number;
  if (n == 6 || n == 4)
    {
      parts->hour = number / (n == 6 ? 10000 : 100);
      parts->minute = n == 6 ? number / 100 % 100 : number % 100;
      parts->second = n == 6 ? number % 100 : 0;
      return TRUE;
    }
  if (**p == ':' || **p == 'h' || **p == '.')
    {
      (*p)++;
      parts->minute = take_number (p, &n);
      if (n != 2)
        return FALSE;
      if (**p == ':' || (**p == '.' && g_ascii_isdigit ((*p)[1])))
        {
          char *end = NULL;

          (*p)++;
          if (!g_ascii_isdigit (**p))
            return FALSE;
          parts->second = g_ascii_strtod (*p, &end);
          *p = end;
        }
      skip_space (p);
      take_half (parts, p);
      return TRUE;
    }
  skip_space (p);
  return take_half (parts, p);
}

/* The offset in the names that RFC 822 knows, or NULL. */
static const char *
offset_from_name (const char *name)
{
  static const char *const names[][2] = {
    { "GMT", "Z" },      { "UTC", "Z" },       { "UT", "Z" },       { "Z", "Z" },
    { "EST", "-05:00" }, { "EDT", "-04:00" },  { "CST", "-06:00" }, { "CDT", "-05:00" },
    { "MST", "-07:00" }, { "MDT", "-06:00" },  { "PST", "-08:00" }, { "PDT", "-07:00" },
    { "CET", "+01:00" }, { "CEST", "+02:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i][0]) == 0)
      return names[i][1];
  return NULL;
}

/* "+0100", "-03:30", "+5", "Z", "EST", "Europe/Paris", "[Europe/Paris]" after an offset. */
static gboolean
take_zone (Parts *parts, const char **p)
{
  g_autofree char *word = g_strndup (*p, strcspn (*p, " \t["));
  const char *named = offset_from_name (word);
  const char *text = named != NULL ? named : word;

  if (*text != '+' && *text != '-' && !g_str_equal (text, "Z") && strchr (text, '/') == NULL)
    return FALSE;
  if (strlen (text) == 2 && g_ascii_isdigit (text[1])) /* "+5" */
    parts->own_zone = g_time_zone_new_offset ((text[1] - '0') * (text[0] == '-' ? -3600 : 3600));
  else
    parts->own_zone = g_time_zone_new_identifier (text);
  *p += strlen (word);
  if (**p == '[')
    *p += strlen (*p);
  return parts->own_zone != NULL;
}

/* Whether all of @p is a clock and a zone, either of which may be missing. */
static gboolean
take_rest (Parts *parts, const char *p)
{
  static const char *const joints[] = { "T", ",", "at ", "um ", "kl. ", "kl ", "à ", "a las " };

  skip_space (&p);
  for (gsize i = 0; i < G_N_ELEMENTS (joints); i++)
    if (take_text (&p, joints[i]))
      skip_space (&p);
  if (g_ascii_isdigit (*p) && !take_clock (parts, &p))
    return FALSE;
  skip_space (&p);
  if (take_text (&p, "Uhr"))
    skip_space (&p);
  if (*p != '\0' && !take_zone (parts, &p))
    return FALSE;
  skip_space (&p);
  return *p == '\0';
}

static GDateTime *
make_date (const Parts *parts, GTimeZone *zone)
{
  /* A leap second is one that GDateTime does not know. */
  double second = parts->second >= 60 && parts->second < 61 ? 59 : parts->second;

  return parts->year > 0
             ? g_date_time_new (parts->own_zone != NULL ? parts->own_zone : zone, parts->year,
                                parts->month, parts->day, parts->hour, parts->minute, second)
             : NULL;
}

/* "2009-10-13 9:30 pm", "13.10.2009", "2009年10月13日", "20091013T093000Z" */
static GDateTime *
parse_numbers (const char *text, GTimeZone *zone)
{
  g_auto (Parts) parts = { 0 };
  const char *p = text;

  return take_day (&parts, &p) && take_rest (&parts, p) ? make_date (&parts, zone) : NULL;
}

/* A word of a date in words that is a number: the day, or the year. */
static void
note_number (Parts *parts, const char *word)
{
  int number = (int) MIN (g_ascii_strtoull (word, NULL, 10), 100000);
  gsize n = strspn (word, "0123456789");

  if (parts->year == 0 && n == 4)
    parts->year = number;
  else if (parts->day == 0 && n <= 2)
    parts->day = number;
  else if (parts->year == 0 && n == 2) /* RFC 5322, section 4.3 */
    parts->year = number < 50 ? 2000 + number : 1900 + number;
}

/* "October 13, 2009", "13 Oct 2009 9:30 pm", "Tue, 13 Oct 2009 09:30:00 +0400", "13. März 2024". */
static GDateTime *
parse_words (const char *text, GTimeZone *zone)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,\t", 16);
  g_auto (Parts) parts = { 0 };
  gboolean before_numbers = FALSE;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *p = words[i];

      if (strchr (p, ':') != NULL && g_ascii_isdigit (*p))
        {
          const char *next = words[i + 1];

          if (!take_clock (&parts, &p))
            return NULL;
          if (*p == '\0' && next != NULL)
            i += take_half (&parts, &next);
          else if (*p != '\0' && !take_zone (&parts, &p))
            return NULL;
        }
      else if (g_ascii_isdigit (*p))
        note_number (&parts, p);
      else if ((parts.month == 0 || before_numbers) && galley_month_from_name (p) > 0)
        {
          /* "mar. 13 oct. 2009": the first was a day of the week */
          before_numbers = parts.day == 0 && parts.year == 0;
          parts.month = galley_month_from_name (p);
        }
      else if (parts.own_zone == NULL && parts.year > 0)
        take_zone (&parts, &p);
    }
  return parts.month > 0 && parts.day > 0 ? make_date (&parts, zone) : NULL;
}

/* "1255458600": seconds since 1970, or milliseconds. */
static GDateTime *
parse_seconds (const char *text, GTimeZone *zone)
{
  gsize n = strspn (text, "0123456789");
  g_autoptr (GDateTime) utc = NULL;
  gint64 number;

  if (text[n] != '\0' || n < 9 || n > 13)
    return NULL;
  number = g_ascii_strtoll (text, NULL, 10);
  utc = g_date_time_new_from_unix_utc (n > 11 ? number / 1000 : number);
  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/**
 * galley_lenient_date_parse:
 * @text: a date as people and programs write it, UTF-8: RFC 3339 and its relatives, RFC 822, as
 *   spreadsheets have it, in words of many languages, or seconds since 1970
 * @zone: what a date without an offset is in
 *
 * Numbers with slashes count as year, month and day, or where they can be nothing else: what
 * "3/4/2011" means depends on who wrote it. All of @text must be understood.
 *
 * Returns: (transfer full) (nullable): the date, %NULL where @text is none
 */
GDateTime *
galley_lenient_date_parse (const char *text, GTimeZone *zone)
{
  g_autofree char *trimmed = g_strstrip (g_strndup (text, 100));
  GDateTime *date = galley_date_parse (trimmed, zone, NULL);

  if (date == NULL)
    date = parse_seconds (trimmed, zone);
  if (date == NULL)
    date = parse_numbers (trimmed, zone);
  return date != NULL || !g_utf8_validate (trimmed, -1, NULL) ? date : parse_words (trimmed, zone);
}
