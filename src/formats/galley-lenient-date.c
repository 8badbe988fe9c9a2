/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lenient-date.h"

#include <stdio.h>
#include <string.h>

#include "galley-date.h"

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec" };

/* 1 to 12 for an English month or its beginning of three letters or more; 0 for any other word. */
static int
month_from_name (const char *name)
{
  static const char *const whole[] = { "january",   "february", "march",    "april",
                                       "may",       "june",     "july",     "august",
                                       "september", "october",  "november", "december" };
  gsize n = strlen (name);

  while (n > 0 && (name[n - 1] == '.' || name[n - 1] == ','))
    n--;
  for (int i = 0; n >= 3 && i < 12; i++)
    if (g_ascii_strncasecmp (name, months[i], 3) == 0 &&
        (g_ascii_strncasecmp (name, whole[i], n) == 0 || (i == 8 && n == 4)))
      return i + 1;
  return 0;
}

/* The offset in the names that RFC 822 knows, or NULL. */
static const char *
offset_from_name (const char *name)
{
  static const char *const names[][2] = {
    { "GMT", "Z" },      { "UTC", "Z" },      { "UT", "Z" },       { "Z", "Z" },
    { "EST", "-05:00" }, { "EDT", "-04:00" }, { "CST", "-06:00" }, { "CDT", "-05:00" },
    { "MST", "-07:00" }, { "MDT", "-06:00" }, { "PST", "-08:00" }, { "PDT", "-07:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i][0]) == 0)
      return names[i][1];
  return NULL;
}

/* Rewrites the clock of a date in words, "9:30 pm", as "21:30:00". */
static gboolean
read_clock (const char *word, const char *next, char clock[16], gboolean *took_next)
{
  int hour = 0, minute = 0, second = 0, used = 0;
  const char *half;

  *took_next = FALSE;
  if (sscanf (word, "%2d:%2d%n", &hour, &minute, &used) != 2)
    return FALSE;
  if (word[used] == ':' && g_ascii_isdigit (word[used + 1]))
    {
      second = (int) g_ascii_strtoll (word + used + 1, NULL, 10);
      used += 1 + (int) strspn (word + used + 1, "0123456789");
    }
  half = word + used;
  if (*half == '\0' && next != NULL)
    {
      half = next;
      *took_next = g_ascii_strcasecmp (half, "am") == 0 || g_ascii_strcasecmp (half, "pm") == 0;
    }
  if (g_ascii_strcasecmp (half, "pm") == 0 && hour < 12)
    hour += 12;
  else if (g_ascii_strcasecmp (half, "am") == 0 && hour == 12)
    hour = 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return FALSE;
  g_snprintf (clock, 16, "%02d:%02d:%02d", hour, minute, second);
  return TRUE;
}

/* "October 13, 2009", "13 Oct 2009 9:30 pm", "Tue, 13 Oct 2009 09:30:00 +0400". */
static GDateTime *
parse_words (const char *text, GTimeZone *zone)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,\t", 16);
  g_autofree char *iso = NULL;
  char clock[16] = "00:00:00";
  const char *offset = "";
  int year = 0, month = 0, day = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];
      gboolean took_next = FALSE;

      if (strchr (word, ':') != NULL && g_ascii_isdigit (*word))
        {
          if (!read_clock (word, words[i + 1], clock, &took_next))
            return NULL;
          i += took_next;
        }
      else if (g_ascii_isdigit (*word))
        {
          int number = (int) MIN (g_ascii_strtoull (word, NULL, 10), 100000);

          if (number > 31 && year == 0)
            year = number;
          else if (day == 0)
            day = number;
        }
      else if (month == 0 && month_from_name (word) > 0)
        month = month_from_name (word);
      else if ((*word == '+' || *word == '-') && g_ascii_isdigit (word[1]))
        offset = word;
      else if (offset_from_name (word) != NULL)
        offset = offset_from_name (word);
    }
  if (year == 0 || month == 0 || day == 0)
    return NULL;
  iso = g_strdup_printf ("%04d-%02d-%02dT%s%s", year, month, day, clock, offset);
  return galley_date_parse (iso, zone, NULL);
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

/* "2009/10/13 9:30", "2009.10.13", "20091013", "20091013T093000Z" as galley_date_parse reads it. */
static char *
normalize (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  g_autofree char *copy = g_strdup (text);

  if (digits == 8)
    {
      const char *rest = text + 8;

      if ((*rest == 'T' || *rest == 't') && strspn (rest + 1, "0123456789") == 6)
        return g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", text, text + 4, text + 6,
                                rest + 1, rest + 3, rest + 5, rest + 7);
      return g_strdup_printf ("%.4s-%.2s-%.2s%s", text, text + 4, text + 6, rest);
    }
  if (digits == 4 && (text[4] == '/' || text[4] == '.'))
    for (gsize i = 4; copy[i] != '\0' && i < 8; i++)
      if (copy[i] == text[4])
        copy[i] = '-';
  return g_steal_pointer (&copy);
}

/* "2009-10-13 18:30:00 UTC+4" is nobody's; "2009-10-13 18:30:00 EST" is some people's. */
static char *
replace_zone_name (const char *text)
{
  const char *space = strrchr (text, ' ');
  const char *offset = space != NULL ? offset_from_name (space + 1) : NULL;

  if (offset == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%.*s%s", (int) (space - text), text, offset);
}

/**
 * galley_lenient_date_parse:
 * @text: a date as people and programs write it: RFC 3339 and its relatives, RFC 822, in English
 *   words, or seconds since 1970
 * @zone: what a date without an offset is in
 *
 * Numbers with slashes count as year, month and day only: what "3/4/2011" means depends on who
 * wrote it.
 *
 * Returns: (transfer full) (nullable): the date, %NULL where @text is none
 */
GDateTime *
galley_lenient_date_parse (const char *text, GTimeZone *zone)
{
  g_autofree char *trimmed = g_strstrip (g_strndup (text, 100));
  g_autofree char *normal = normalize (trimmed);
  g_autofree char *named = replace_zone_name (normal);
  GDateTime *date = galley_date_parse (named, zone, NULL);

  if (date == NULL)
    date = parse_seconds (trimmed, zone);
  return date != NULL ? date : parse_words (trimmed, zone);
}
