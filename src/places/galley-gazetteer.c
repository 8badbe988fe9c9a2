/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gazetteer is one text (its form: data/map/README.md) that is read once and cut into strings
 * where it stands. What is searched is another text: the names as galley_slug_from_text() has
 * them, without case and marks, one a line; a search is one pass over it. */
#include "galley-gazetteer.h"

#include "galley-map-resources.h"
#include "galley-slug.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/io/github/galleyproof/Galley/map/places.txt"
#define MAX_LANGUAGES 8
#define LOCAL_NAME 255
#define MAX_QUERY_BYTES 200

typedef struct
{
  const char *names[MAX_LANGUAGES];
} Country;

typedef enum
{
  KIND_TOWN,
  KIND_SEAT, /* of a province or state */
  KIND_CAPITAL,
} Kind;

typedef struct
{
  guint country;           /* in countries */
  const char *region;      /* (unowned) */
  gint16 latitude;         /* hundredths of a degree */
  gint16 longitude;        /* hundredths of a degree */
  guint8 size;             /* ten times the logarithm to base 10 of its people */
  guint8 kind;             /* a Kind */
  guint first_name, names; /* in names: the first is the English one */
} Town;

typedef struct
{
  const char *text; /* (unowned) */
  guint key;        /* where its line in keys begins */
  guint town;       /* in towns */
  guint8 language;  /* in languages, or LOCAL_NAME */
} Name;

struct _GalleyGazetteer
{
  char *text;
  char *languages[MAX_LANGUAGES];
  guint n_languages;
  GArray *countries; /* of Country */
  GArray *towns;     /* of Town */
  GArray *names;     /* of Name, by town */
  GString *keys;     /* "\nmoscow\nmoskau\n" */
};

typedef enum
{
  MATCH_NONE,
  MATCH_WORD,  /* a later word begins so */
  MATCH_BEGIN, /* the name begins so */
  MATCH_WHOLE,
} Match;

typedef struct
{
  guint town, name; /* indices */
  Match match;
  int score;
} Hit;

/* Cuts off and gives what stands before the next @separator. */
static char *
cut (char **rest, char separator)
{
  char *field = *rest;
  char *end = field != NULL ? strchr (field, separator) : NULL;

  *rest = end != NULL ? end + 1 : NULL;
  if (end != NULL)
    *end = '\0';
  return field;
}

static void
add_name (GalleyGazetteer *gazetteer, const char *text, guint8 language)
{
  Town *town = &g_array_index (gazetteer->towns, Town, gazetteer->towns->len - 1);
  Name name = { text, (guint) gazetteer->keys->len, gazetteer->towns->len - 1, language };
  g_autofree char *key = galley_slug_from_text (text);

  g_string_append (gazetteer->keys, key);
  g_string_append_c (gazetteer->keys, '\n');
  g_array_append_val (gazetteer->names, name);
  town->names++;
}

static void
add_country (GalleyGazetteer *gazetteer, char *line)
{
  Country country = { { NULL } };

  cut (&line, '|');
  for (guint i = 0; i < gazetteer->n_languages; i++)
    {
      const char *name = cut (&line, '|');

      country.names[i] = name != NULL ? name : "";
    }
  g_array_append_val (gazetteer->countries, country);
}

static void
add_town (GalleyGazetteer *gazetteer, char *line, const char *region)
{
  Town town = { .country = gazetteer->countries->len - 1, .region = region };
  const char *name = cut (&line, '|');
  const char *latitude = cut (&line, '|');
  const char *longitude = cut (&line, '|');
  const char *size = cut (&line, '|');
  char *end;

  if (size == NULL || gazetteer->countries->len == 0)
    return;
  town.latitude = (gint16) CLAMP (g_ascii_strtoll (latitude, NULL, 10), -9000, 9000);
  town.longitude = (gint16) CLAMP (g_ascii_strtoll (longitude, NULL, 10), -18000, 18000);
  town.size = (guint8) CLAMP (g_ascii_strtoll (size, &end, 10), 0, 100);
  town.kind = *end == 'c' ? KIND_CAPITAL : *end == 's' ? KIND_SEAT : KIND_TOWN;
  town.first_name = gazetteer->names->len;
  g_array_append_val (gazetteer->towns, town);
  add_name (gazetteer, name, 0);
  while (line != NULL)
    {
      const char *other = cut (&line, '|');

      if (*other == '*')
        add_name (gazetteer, other + 1, LOCAL_NAME);
      else if (g_ascii_isdigit (*other) && *other - '0' < (int) gazetteer->n_languages)
        add_name (gazetteer, other + 1, (guint8) (*other - '0'));
    }
}

static void
read_text (GalleyGazetteer *gazetteer, char *text)
{
  char *head = cut (&text, '\n');
  const char *region = "";

  cut (&head, ' ');
  cut (&head, ' ');
  while (head != NULL && gazetteer->n_languages < MAX_LANGUAGES)
    gazetteer->languages[gazetteer->n_languages++] = cut (&head, ' ');
  while (text != NULL)
    {
      char *line = cut (&text, '\n');

      if (*line == '@')
        {
          add_country (gazetteer, line);
          region = "";
        }
      else if (*line == '#')
        region = line + 1;
      else if (*line != '\0')
        add_town (gazetteer, line, region);
    }
}

/**
 * galley_gazetteer_new:
 *
 * Reads the gazetteer that is built in. That takes some 0.1 s, so a window does it on another
 * thread.
 *
 * Returns: (transfer full): the gazetteer
 */
GalleyGazetteer *
galley_gazetteer_new (void)
{
  GalleyGazetteer *gazetteer = g_new0 (GalleyGazetteer, 1);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (galley_map_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  gazetteer->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gazetteer->countries = g_array_new (FALSE, FALSE, sizeof (Country));
  gazetteer->towns = g_array_new (FALSE, FALSE, sizeof (Town));
  gazetteer->names = g_array_new (FALSE, FALSE, sizeof (Name));
  gazetteer->keys = g_string_new ("\n");
  read_text (gazetteer, gazetteer->text);
  return gazetteer;
}

/**
 * galley_gazetteer_free:
 * @gazetteer: (transfer full) (nullable): a gazetteer
 *
 * Gives its memory back. Places that were found stay.
 */
void
galley_gazetteer_free (GalleyGazetteer *gazetteer)
{
  if (gazetteer == NULL)
    return;
  g_string_free (gazetteer->keys, TRUE);
  g_array_unref (gazetteer->names);
  g_array_unref (gazetteer->towns);
  g_array_unref (gazetteer->countries);
  g_free (gazetteer->text);
  g_free (gazetteer);
}

static void
free_place (GalleyPlace *place)
{
  if (place == NULL)
    return;
  g_free (place->name);
  g_free (place->region);
  g_free (place->country);
  g_free (place->text);
  g_free (place);
}

static guint
find_language (const GalleyGazetteer *gazetteer, const char *tag)
{
  for (guint i = 0; tag != NULL && i < gazetteer->n_languages; i++)
    {
      gsize n = strlen (gazetteer->languages[i]);

      if (g_ascii_strncasecmp (tag, gazetteer->languages[i], n) == 0 && !g_ascii_isalpha (tag[n]))
        return i;
    }
  return 0;
}

/* The name of the line that holds the byte at @offset of the keys. */
static guint
find_name (const GalleyGazetteer *gazetteer, gsize offset)
{
  guint low = 0;
  guint high = gazetteer->names->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (gazetteer->names, Name, middle).key <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* What the place is called in @language: a name of its own there, or else the English one. */
static guint
name_in (const GalleyGazetteer *gazetteer, const Town *town, guint language)
{
  for (guint i = 0; i < town->names; i++)
    if (g_array_index (gazetteer->names, Name, town->first_name + i).language == language)
      return town->first_name + i;
  return town->first_name;
}

static int
score_of (const Town *town, Match match)
{
  static const int by_kind[] = { [KIND_TOWN] = 0, [KIND_SEAT] = 4, [KIND_CAPITAL] = 12 };
  static const int by_match[] = { [MATCH_WORD] = 0, [MATCH_BEGIN] = 12, [MATCH_WHOLE] = 24 };

  return town->size + by_kind[town->kind] + by_match[match];
}

/* Takes note that @name matches; of a place one name counts, that of the language where it can. */
static void
note_hit (const GalleyGazetteer *gazetteer,
          GArray *hits,
          guint name_index,
          Match match,
          guint language)
{
  const Name *name = &g_array_index (gazetteer->names, Name, name_index);
  const Town *town = &g_array_index (gazetteer->towns, Town, name->town);
  Hit hit = { name->town, name_index, match, score_of (town, match) };
  Hit *last = hits->len > 0 ? &g_array_index (hits, Hit, hits->len - 1) : NULL;
  guint wanted = name_in (gazetteer, town, language);

  /* The names of a place follow one another. */
  if (last == NULL || last->town != hit.town)
    {
      g_array_append_val (hits, hit);
      return;
    }
  if (name_index == wanted || (last->name != wanted && match > last->match))
    {
      last->name = name_index;
      last->match = match;
    }
  last->score = MAX (last->score, hit.score);
}

static gboolean
begins_a_word (const char *text, const char *key)
{
  g_autofree char *plain = galley_slug_from_text (text);
  const char *p = plain;

  while (p != NULL && !g_str_has_prefix (p, key))
    {
      p = strchr (p, '-');
      p = p != NULL ? p + 1 : NULL;
    }
  return p != NULL;
}

/* Whether the town lies in what @keys call its region or country, in any language. */
static gboolean
lies_in (const GalleyGazetteer *gazetteer, const Town *town, GPtrArray *keys)
{
  const Country *country = &g_array_index (gazetteer->countries, Country, town->country);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      gboolean found = begins_a_word (town->region, key);

      for (guint k = 0; !found && k < gazetteer->n_languages; k++)
        found = begins_a_word (country->names[k], key);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static GArray *
find_hits (const GalleyGazetteer *gazetteer, const char *key, GPtrArray *where, guint language)
{
  const char *keys = gazetteer->keys->str;
  gsize length = strlen (key);
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (const char *p = strstr (keys, key); p != NULL; p = strstr (p + 1, key))
    {
      Match match = p[-1] == '-' ? MATCH_WORD : p[-1] != '\n' ? MATCH_NONE : MATCH_BEGIN;
      guint name;

      if (match == MATCH_NONE)
        continue;
      if (match == MATCH_BEGIN && p[length] == '\n')
        match = MATCH_WHOLE;
      name = find_name (gazetteer, (gsize) (p - keys));
      if (where->len > 0 &&
          !lies_in (gazetteer,
                    &g_array_index (gazetteer->towns, Town,
                                    g_array_index (gazetteer->names, Name, name).town),
                    where))
        continue;
      note_hit (gazetteer, hits, name, match, language);
    }
  return hits;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a;
  const Hit *other = b;

  if (one->score != other->score)
    return other->score - one->score;
  return one->town < other->town ? -1 : one->town > other->town ? 1 : 0;
}

/* Whether another place of the country goes by the same name, and is not ten times smaller. */
static gboolean
is_ambiguous (const GalleyGazetteer *gazetteer, guint town_index, const Name *name)
{
  const char *start = gazetteer->keys->str + name->key - 1;
  g_autofree char *line = g_strndup (start, (gsize) (strchr (start + 1, '\n') - start) + 1);
  const Town *town = &g_array_index (gazetteer->towns, Town, town_index);

  for (const char *p = strstr (gazetteer->keys->str, line); p != NULL; p = strstr (p + 1, line))
    {
      guint found = find_name (gazetteer, (gsize) (p + 1 - gazetteer->keys->str));
      guint other_index = g_array_index (gazetteer->names, Name, found).town;
      const Town *other = &g_array_index (gazetteer->towns, Town, other_index);

      if (other_index != town_index && other->country == town->country &&
          strcmp (other->region, town->region) != 0 && other->size + 10 >= town->size)
        return TRUE;
    }
  return FALSE;
}

static GalleyPlace *
place_new (const GalleyGazetteer *gazetteer, const Hit *hit, guint language)
{
  const Town *town = &g_array_index (gazetteer->towns, Town, hit->town);
  const Name *name = &g_array_index (gazetteer->names, Name, hit->name);
  const Country *country = &g_array_index (gazetteer->countries, Country, town->country);
  gboolean foreign = hit->name != name_in (gazetteer, town, language) &&
                     name->language != LOCAL_NAME && name->language != 0;
  GalleyPlace *place = g_new0 (GalleyPlace, 1);

  place->name = g_strdup (name->text);
  place->region = g_strdup (town->region);
  place->country = g_strdup (country->names[foreign ? name->language : language]);
  place->latitude = town->latitude / 100.0;
  place->longitude = town->longitude / 100.0;
  if (strcmp (place->name, place->country) == 0)
    place->text = g_strdup (place->name);
  else if (*town->region != '\0' && is_ambiguous (gazetteer, hit->town, name))
    place->text = g_strdup_printf ("%s, %s, %s", place->name, place->region, place->country);
  else
    place->text = g_strdup_printf ("%s, %s", place->name, place->country);
  return place;
}

/* The keys of what stands behind the first comma of @text. */
static GPtrArray *
split_where (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", 4);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      g_autofree char *key = galley_slug_from_text (parts[i]);

      if (*key != '\0')
        g_ptr_array_add (keys, g_steal_pointer (&key));
    }
  return keys;
}

/* "paris texas": the last words may say where it lies. */
static GArray *
find_without_comma (const GalleyGazetteer *gazetteer, const char *key, guint language)
{
  g_autoptr (GPtrArray) where = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_strdup (key);
  GArray *hits = find_hits (gazetteer, name, where, language);
  char *gap;

  for (guint i = 0; i < 4 && hits->len == 0 && (gap = strrchr (name, '-')) != NULL; i++)
    {
      g_array_unref (hits);
      g_ptr_array_set_size (where, 0);
      g_ptr_array_add (where, g_strdup (key + (gap - name) + 1));
      *gap = '\0';
      hits = find_hits (gazetteer, name, where, language);
    }
  return hits;
}

/**
 * galley_gazetteer_search:
 * @gazetteer: a gazetteer
 * @text: how a place's name begins, without regard to case and diacritics, in any of the languages
 *   of the gazetteer; behind a comma, what its region or country begins with
 * @language: (nullable): a language tag (BCP 47): places are named in it where that name fits too
 * @most: how many are wanted at most
 *
 * Finds places: of those that fit the larger and the capitals first.
 *
 * Returns: (transfer full) (element-type GalleyPlace): the places, maybe none
 */
GPtrArray *
galley_gazetteer_search (const GalleyGazetteer *gazetteer,
                         const char *text,
                         const char *language,
                         guint most)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) free_place);
  const char *comma = strchr (text, ',');
  g_autofree char *first =
      comma != NULL ? g_strndup (text, (gsize) (comma - text)) : g_strdup (text);
  g_autofree char *key = NULL;
  guint tongue = find_language (gazetteer, language);
  g_autoptr (GArray) hits = NULL;

  if (strlen (text) > MAX_QUERY_BYTES || !g_utf8_validate (text, -1, NULL))
    return places;
  key = galley_slug_from_text (first);
  if (*key == '\0')
    return places;
  if (comma != NULL)
    {
      g_autoptr (GPtrArray) where = split_where (text);

      hits = find_hits (gazetteer, key, where, tongue);
    }
  else
    hits = find_without_comma (gazetteer, key, tongue);
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < MIN (hits->len, most); i++)
    g_ptr_array_add (places, place_new (gazetteer, &g_array_index (hits, Hit, i), tongue));
  return places;
}
