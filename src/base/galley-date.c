/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-date.h"

#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK (galley - date - error - quark, galley_date_error)

/* GLib looks for a file of that name: nothing but names of zones and offsets are asked for. */
static gboolean
is_zone_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length < 64 && *name != '/' && strstr (name, "..") == NULL &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/:") ==
             length;
}

/**
 * galley_date_zone:
 * @identifier: (nullable): an IANA name ("Europe/Moscow") or an offset ("+02:00")
 *
 * Returns: (transfer full): the zone; UTC where @identifier is none or not known. Never the
 *   machine's own zone
 */
GTimeZone *
galley_date_zone (const char *identifier)
{
  GTimeZone *zone = NULL;

  if (identifier != NULL && is_zone_name (identifier))
    zone = g_time_zone_new_identifier (identifier);
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* Reads "+0100", "+01:00", "-5" or "Z" at @text; NULL where there is none. */
static GTimeZone *
parse_offset (const char *text)
{
  int hours = 0;
  int minutes = 0;
  int used = 0;

  if (g_ascii_strcasecmp (text, "Z") == 0 || g_ascii_strcasecmp (text, "UTC") == 0 ||
      g_ascii_strcasecmp (text, "GMT") == 0)
    return g_time_zone_new_utc ();
  if (text[0] != '+' && text[0] != '-')
    return NULL;
  if (!((sscanf (text + 1, "%2d:%2d%n", &hours, &minutes, &used) == 2 ||
         sscanf (text + 1, "%2d%2d%n", &hours, &minutes, &used) == 2 ||
         sscanf (text + 1, "%2d%n", &hours, &used) == 1) &&
        text[1 + used] == '\0' && hours >= 0 && hours <= 15 && minutes >= 0 && minutes < 60))
    return NULL;
  return g_time_zone_new_offset ((hours * 3600 + minutes * 60) * (text[0] == '-' ? -1 : 1));
}

static GDateTime *
malformed (const char *text, GError **error)
{
  g_set_error (error, GALLEY_DATE_ERROR, GALLEY_DATE_ERROR_MALFORMED,
               "“%.40s” is not a date; write it as 2009-10-13 or 2009-10-13T18:30:00+04:00", text);
  return NULL;
}

/* The number that @count digits at @text make; -1 where one of them is none. */
static int
read_digits (const char *text, gsize count)
{
  int number = 0;

  for (gsize i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

/* Reads what galley_date_to_text() writes, of which a large site has a hundred thousand; NULL where
 * @text is anything else. */
static GDateTime *
parse_own (const char *text)
{
  gsize length = strlen (text);
  int hours = 0;
  int minutes = 0;
  g_autoptr (GTimeZone) zone = NULL;

  if ((length != 20 && length != 25) || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
      text[13] != ':' || text[16] != ':' || read_digits (text + 17, 2) > 59)
    return NULL;
  if (length == 25)
    {
      hours = read_digits (text + 20, 2);
      minutes = read_digits (text + 23, 2);
      if ((text[19] != '+' && text[19] != '-') || text[22] != ':' || hours < 0 || hours > 15 ||
          minutes < 0 || minutes > 59)
        return NULL;
      zone = g_time_zone_new_offset ((hours * 3600 + minutes * 60) * (text[19] == '-' ? -1 : 1));
    }
  else if (text[19] == 'Z')
    zone = g_time_zone_new_utc ();
  else
    return NULL;
  return g_date_time_new (zone, read_digits (text, 4), read_digits (text + 5, 2),
                          read_digits (text + 8, 2), read_digits (text + 11, 2),
                          read_digits (text + 14, 2), read_digits (text + 17, 2));
}

/**
 * galley_date_parse:
 * @text: a date as RFC 3339 and its everyday relatives write it: "2009-10-13",
 *   "2009-10-13 9:30", "2009-10-13T09:30:00Z", "2009-10-13 09:30:00 -0500"
 * @zone: (nullable): what a date without an offset is in; UTC where %NULL
 * @error: GALLEY_DATE_ERROR
 *
 * Returns: (transfer full) (nullable): the date, with its offset
 */
GDateTime *
galley_date_parse (const char *text, GTimeZone *zone, GError **error)
{
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, used = 0;
  double second = 0;
  const char *rest;
  g_autofree char *trimmed = NULL;
  g_autoptr (GTimeZone) own = NULL;
  g_autoptr (GTimeZone) utc = NULL;
  GDateTime *date = parse_own (text);

  if (date != NULL)
    return date;
  utc = g_time_zone_new_utc ();
  trimmed = g_strstrip (g_strdup (text));
  if (sscanf (trimmed, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3)
    return malformed (text, error);
  rest = trimmed + used;
  if (*rest == 'T' || *rest == 't' || *rest == ' ')
    {
      used = 0;
      if (sscanf (rest + 1, "%2d:%2d%n", &hour, &minute, &used) != 2)
        return malformed (text, error);
      rest += 1 + used;
      if (*rest == ':')
        {
          char *end = NULL;

          second = g_ascii_strtod (rest + 1, &end);
          if (end == rest + 1 || !(second >= 0 && second < 61))
            return malformed (text, error);
          rest = end;
        }
      while (*rest == ' ')
        rest++;
    }
  if (*rest != '\0')
    {
      own = parse_offset (rest);
      if (own == NULL)
        return malformed (text, error);
    }
  if (second >= 60) /* a leap second, which GDateTime does not know */
    second = 59;
  date = g_date_time_new (own != NULL    ? own
                          : zone != NULL ? zone
                                         : utc,
                          year, month, day, hour, minute, second);
  return date != NULL ? date : malformed (text, error);
}

/* Writes @count digits of @number and gives where they end. */
static char *
write_digits (char *text, int number, gsize count)
{
  for (gsize i = count; i > 0; i--)
    {
      text[i - 1] = (char) ('0' + number % 10);
      number /= 10;
    }
  return text + count;
}

/**
 * galley_date_to_text:
 * @date: a date
 *
 * Returns: (transfer full): @date as RFC 3339 to the second, with its offset:
 *   "2009-10-13T18:30:00+04:00"; "Z" where the offset is nought
 */
char *
galley_date_to_text (GDateTime *date)
{
  int offset = (int) (g_date_time_get_utc_offset (date) / G_TIME_SPAN_MINUTE);
  char *text = g_malloc (sizeof "9999-12-31T23:59:59+14:00");
  int year;
  int month;
  int day;
  char *end;

  /* Digit by digit: a large site has a hundred thousand dates. */
  g_date_time_get_ymd (date, &year, &month, &day);
  end = write_digits (text, year, 4);
  *end++ = '-';
  end = write_digits (end, month, 2);
  *end++ = '-';
  end = write_digits (end, day, 2);
  *end++ = 'T';
  end = write_digits (end, g_date_time_get_hour (date), 2);
  *end++ = ':';
  end = write_digits (end, g_date_time_get_minute (date), 2);
  *end++ = ':';
  end = write_digits (end, g_date_time_get_second (date), 2);
  if (offset == 0)
    *end++ = 'Z';
  else
    {
      *end++ = offset < 0 ? '-' : '+';
      end = write_digits (end, ABS (offset) / 60, 2);
      *end++ = ':';
      end = write_digits (end, ABS (offset) % 60, 2);
    }
  *end = '\0';
  return text;
}
