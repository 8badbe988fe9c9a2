/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-source-name.h"

#include <stdio.h>
#include <string.h>

/* ISO 639-1, but for "io" and "so", which names of files end in for other reasons. */
static const char languages[] =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn sq sr ss st su sv sw ta te "
    "tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/* @text as a language tag, where it is one: "pt_br" gives "pt-BR". */
static char *
read_language (const char *text)
{
  g_autofree char *code = g_strdup_printf (" %.2s ", text);
  gsize length = strlen (text);
  char *tag;

  if (length < 2 || strstr (languages, code) == NULL)
    return NULL;
  if (length == 2)
    return g_strdup (text);
  if (text[2] != '-' && text[2] != '_')
    return NULL;
  for (const char *p = text + 3; *p != '\0'; p++)
    if (!g_ascii_isalpha (*p))
      return NULL;
  if (length != 5 && length != 7)
    return NULL;
  tag = g_ascii_strdown (text, -1);
  tag[2] = '-';
  tag[3] = g_ascii_toupper (tag[3]);
  if (length == 5)
    tag[4] = g_ascii_toupper (tag[4]);
  return tag;
}

/* The day that @text begins with, and in @rest where the rest of it begins; -1 for none. @joint:
 * what may stand between year, month and day */
static gboolean
take_day (const char *text, const char *joints, char day[11], gsize *rest)
{
  int year, month, date, used = 0;
  char one, other;

  if (strspn (text, "0123456789") == 8 && joints[0] == '-')
    {
      if (sscanf (text, "%4d%2d%2d%n", &year, &month, &date, &used) != 3)
        return FALSE;
    }
  else if (strspn (text, "0123456789") != 4 ||
           sscanf (text, "%4d%c%2d%c%2d%n", &year, &one, &month, &other, &date, &used) != 5 ||
           one != other || strchr (joints, one) == NULL || g_ascii_isdigit (text[used]))
    return FALSE;
  if (!g_date_valid_dmy ((GDateDay) date, (GDateMonth) month, (GDateYear) year) || year < 1900)
    return FALSE;
  g_snprintf (day, 11, "%04d-%02d-%02d", year, month, date);
  *rest = (gsize) used;
  return TRUE;
}

/* Takes a day off the begin of @stem: "2015-01-09-x", "20150109_x", "2015-01-09". */
static void
take_day_of_name (GalleySourceName *name)
{
  char day[11];
  gsize rest;
  const char *behind;

  if (!take_day (name->stem, "-_.", day, &rest))
    return;
  behind = name->stem + rest;
  if (*behind == 'T' && g_ascii_isdigit (behind[1])) /* "2018-10-10T10-00-00-x", as Zola has it */
    behind += 1 + strspn (behind + 1, "0123456789:-+Z");
  else if (*behind != '\0' && strchr ("-_. ", *behind) == NULL)
    return;
  behind += strspn (behind, "-_. ");
  name->day = g_strdup (day);
  if (*behind != '\0')
    {
      char *stem = g_strdup (behind);

      g_free (name->stem);
      name->stem = stem;
    }
}

/**
 * galley_source_day_of_address:
 * @address: "/2015/01/09/x/", "news/2015/01/09/x", or the path of a file
 *
 * Returns: (transfer full) (nullable): the day that its folders name: "2015-01-09"
 */
char *
galley_source_day_of_address (const char *address)
{
  char day[11];
  gsize rest;

  for (const char *p = address; p != NULL; p = strchr (p, '/'))
    {
      p += *p == '/';
      if (take_day (p, "/", day, &rest) && (p[rest] == '/' || p[rest] == '\0'))
        return g_strdup (day);
    }
  return NULL;
}

/* Folders that keep texts by language: "de/x.md", "content/pt-br/x.md", "site/pages/en/x.md". */
static char *
language_of_folders (char *const *parts)
{
  static const char *const roots[] = { "content", "pages",   "_pages",  "src",   "site",   "i18n",
                                       "docs",    "locales", "_i18n",   "sites", "_posts", "posts",
                                       "blog",    "_drafts", "website", NULL };

  for (gsize i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    {
      char *language = read_language (parts[i]);

      if (language != NULL || !g_strv_contains (roots, parts[i]))
        return language;
    }
  return NULL;
}

/**
 * galley_source_name_read:
 * @name: (out caller-allocates): what was found
 * @path: of a text, relative to its site
 */
void
galley_source_name_read (GalleySourceName *name, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);
  char *dot = strrchr (base, '.');

  *name = (GalleySourceName){ NULL };
  if (dot != NULL && dot > base)
    *dot = '\0';
  dot = strrchr (base, '.');
  if (dot != NULL && dot > base && (name->variant = read_language (dot + 1)) != NULL)
    *dot = '\0';
  name->language = name->variant != NULL ? g_strdup (name->variant) : language_of_folders (parts);
  if ((g_str_equal (base, "index") || g_str_equal (base, "_index")) && n > 1)
    name->stem = g_strdup (parts[n - 2]);
  else
    name->stem = g_steal_pointer (&base);
  take_day_of_name (name);
  if (name->day == NULL)
    name->day = galley_source_day_of_address (path);
  /* "2015-01-09/x.md", "2015-01-09-x/text.md" */
  if (name->day == NULL && n > 1)
    {
      GalleySourceName folder = { .stem = g_strdup (parts[n - 2]) };

      take_day_of_name (&folder);
      name->day = g_steal_pointer (&folder.day);
      galley_source_name_clear (&folder);
    }
}

/**
 * galley_source_name_clear:
 * @name: what was read
 */
void
galley_source_name_clear (GalleySourceName *name)
{
  g_free (name->stem);
  g_free (name->language);
  g_free (name->variant);
  g_free (name->day);
}

/**
 * galley_source_stands_in:
 * @path: of a text, relative to its site
 * @folders: (array zero-terminated=1): names of folders
 *
 * Returns: whether one of the folders that @path goes through is one of @folders
 */
gboolean
galley_source_stands_in (const char *path, const char *const *folders)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (gsize i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    if (g_strv_contains (folders, parts[i]))
      return TRUE;
  return FALSE;
}
