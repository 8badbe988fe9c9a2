/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of months in the languages that dates are written in. */
#include "galley-month-names-private.h"

#include <glib.h>
#include <string.h>

/* In small letters without marks; the forms that stand in a date. Where a beginning fits names of
 * several languages, the first line wins: "mar" is March. */
static const char *const names[][12] = {
  { "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december" },
  { "januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember" },
  { "janner", "feber", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember" },
  { "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre" },
  { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre" },
  { "janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro" },
  { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
    "ottobre", "novembre", "dicembre" },
  { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december" },
  { "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december" },
  { "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "desember" },
  { "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesakuuta",
    "heinakuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta" },
  { "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia",
    "pazdziernika", "listopada", "grudnia" },
  { "styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec", "lipiec", "sierpien", "wrzesien",
    "pazdziernik", "listopad", "grudzien" },
  { "ledna", "unora", "brezna", "dubna", "kvetna", "cervna", "cervence", "srpna", "zari", "rijna",
    "listopadu", "prosince" },
  { "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
    "octombrie", "noiembrie", "decembrie" },
  { "januar", "februar", "marcius", "aprilis", "majus", "junius", "julius", "augusztus",
    "szeptember", "oktober", "november", "december" },
  { "ocak", "subat", "mart", "nisan", "mayıs", "haziran", "temmuz", "agustos", "eylul", "ekim",
    "kasım", "aralık" },
  { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря" },
  { "январь", "февраль", "март", "апрель", "маи", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь" },
  { "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
    "жовтня", "листопада", "грудня" },
  { "ιανουαριου", "φεβρουαριου", "μαρτιου", "απριλιου", "μαιου", "ιουνιου", "ιουλιου", "αυγουστου",
    "σεπτεμβριου", "οκτωβριου", "νοεμβριου", "δεκεμβριου" },
};

/* In small letters, without marks and without the punctuation of an abbreviation. */
static char *
fold (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/**
 * galley_month_from_name:
 * @name: a word, valid UTF-8
 *
 * Returns: 1 to 12 where @name is a month's name, or begins one with three letters or more, in
 *   English or one of twenty other languages; 0 for any other word
 */
int
galley_month_from_name (const char *name)
{
  g_autofree char *word = fold (name);
  gsize length = strlen (word);

  if (g_utf8_strlen (word, -1) < 3)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int month = 0; month < 12; month++)
      if (g_str_equal (names[i][month], word))
        return month + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int month = 0; month < 12; month++)
      if (strncmp (names[i][month], word, length) == 0)
        return month + 1;
  return 0;
}
