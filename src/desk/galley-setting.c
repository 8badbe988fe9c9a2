/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-setting.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-theme.h"

typedef enum
{
  TEXT,
  NUMBER,
  FORM,
  TRUTH,
} Kind;

static char *check_text (const char *value);
static char *check_url (const char *value);
static char *check_language (const char *value);
static char *check_zone (const char *value);
static char *check_theme (const char *value);
static char *check_json (const char *value);
static char *check_pattern (const char *value);
static char *check_receiver (const char *value);
static char *check_count (const char *value);
static char *check_form (const char *value);
static char *check_truth (const char *value);

/* Under the names that an extract has for them as well. */
static const struct
{
  const char *key;
  Kind kind;
  gsize offset;
  char *(*check) (const char *value);
} settings_table[] = {
#define FIELD(name) G_STRUCT_OFFSET (GalleySiteSettings, name)
  { "title", TEXT, FIELD (title), check_text },
  { "tagline", TEXT, FIELD (tagline), check_text },
  { "url", TEXT, FIELD (url), check_url },
  { "language", TEXT, FIELD (language), check_language },
  { "zone", TEXT, FIELD (zone), check_zone },
  { "author", TEXT, FIELD (author), check_text },
  { "theme", TEXT, FIELD (theme), check_theme },
  { "theme_options", TEXT, FIELD (theme_options), check_json },
  { "permalink", TEXT, FIELD (permalink), check_pattern },
  { "posts_per_page", NUMBER, FIELD (posts_per_page), check_count },
  { "latest_stories", NUMBER, FIELD (latest_stories), check_count },
  { "comment_form", FORM, FIELD (comment_form), check_form },
  { "comment_form_address", TEXT, FIELD (comment_form_address), check_receiver },
  { "allow_raw_html", TRUTH, FIELD (allow_raw_html), check_truth },
  { "show_comment_urls", TRUTH, FIELD (show_comment_urls), check_truth },
};

static const char *const forms[] = { "none", "post", "mail" };

static char *
check_text (const char *value)
{
  if (strlen (value) > 4000)
    return g_strdup (_ ("it is longer than 4,000 bytes"));
  if (strpbrk (value, "\r\n") != NULL)
    return g_strdup (_ ("it is one line"));
  return NULL;
}

static gboolean
is_web_address (const char *value)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return (g_str_equal (scheme, "http") || g_str_equal (scheme, "https")) && host != NULL &&
         *host != '\0' && strpbrk (value, " \t\r\n\"<>") == NULL;
}

static char *
check_url (const char *value)
{
  g_autoptr (GUri) uri = NULL;

  if (*value == '\0')
    return NULL;
  if (!is_web_address (value))
    return g_strdup (_ ("it is an address of the web, as https://example.org/blog/"));
  uri = g_uri_parse (value, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return g_strdup (_ ("it is the address of a folder, without “?” and “#”"));
  return NULL;
}

/* BCP 47, as far as its looks go. */
static char *
check_language (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "-", -1);
  gboolean good = parts[0] != NULL && strlen (parts[0]) >= 2 && strlen (parts[0]) <= 8;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize length = strlen (parts[i]);

      good = good && length >= 1 && length <= 8;
      for (gsize n = 0; n < length; n++)
        good = good && (i == 0 ? g_ascii_isalpha (parts[i][n]) : g_ascii_isalnum (parts[i][n]));
    }
  return good ? NULL : g_strdup (_ ("it is a language, as en, de or pt-BR"));
}

static char *
check_zone (const char *value)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (g_str_has_prefix (value, "/") || strstr (value, "..") != NULL || strlen (value) > 60)
    return g_strdup (_ ("it is a time zone, as Europe/Moscow or UTC"));
  zone = g_time_zone_new_identifier (value);
  return zone != NULL ? NULL : g_strdup (_ ("it is a time zone, as Europe/Moscow or UTC"));
}

static char *
check_theme (const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load (value, &error);

  return theme != NULL ? NULL : g_strdup (error->message);
}

static char *
check_json (const char *value)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (strlen (value) < 60000 && json_parser_load_from_data (parser, value, -1, NULL) &&
      (root = json_parser_get_root (parser)) != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return g_strdup (_ ("it is a JSON object, as {}"));
}

/* The words that a pattern may have. */
static gboolean
is_pattern_word (const char *word, gsize length)
{
  static const char *const words[] = { "year", "month", "day", "slug", "title", "series", "id" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && strncmp (words[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

static char *
check_pattern (const char *value)
{
  gboolean has_name = FALSE;

  if (strlen (value) > 200 || strstr (value, "..") != NULL ||
      strpbrk (value, "\\?#%\"<>|* ") != NULL)
    return g_strdup (_ ("it is a path, as :year/:month/:slug"));
  for (const char *p = strchr (value, ':'); p != NULL; p = strchr (p + 1, ':'))
    {
      gsize length = 0;

      while (g_ascii_isalpha (p[1 + length]))
        length++;
      if (!is_pattern_word (p + 1, length))
        return g_strdup_printf (
            _ ("“%.*s” is none of :year, :month, :day, :slug, :title, :series and :id"),
            (int) length + 1, p);
      has_name = has_name || p[1] == 's' || p[1] == 't' || p[1] == 'i';
    }
  return has_name ? NULL : g_strdup (_ ("it needs :slug, :title or :id, which tell posts apart"));
}

static char *
check_receiver (const char *value)
{
  const char *at = strchr (value, '@');

  if (*value == '\0' || is_web_address (value) ||
      (at != NULL && at > value && at[1] != '\0' && strpbrk (value, " \t\r\n<>\"/") == NULL))
    return NULL;
  return g_strdup (_ ("it is an e-mail address or an address of the web"));
}

static gboolean
read_number (const char *value, guint64 *number)
{
  return g_ascii_string_to_unsigned (value, 10, 0, 1000, number, NULL);
}

static char *
check_count (const char *value)
{
  guint64 number;

  return read_number (value, &number) ? NULL : g_strdup (_ ("it is a number from 0 to 1000"));
}

static char *
check_form (const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (value, forms[i]))
      return NULL;
  return g_strdup (_ ("it is none, post or mail"));
}

static int
read_truth (const char *value)
{
  static const char *const yes[] = { "yes", "true", "on", "1", NULL };
  static const char *const no[] = { "no", "false", "off", "0", NULL };

  return g_strv_contains (yes, value) ? 1 : g_strv_contains (no, value) ? 0 : -1;
}

static char *
check_truth (const char *value)
{
  return read_truth (value) >= 0 ? NULL : g_strdup (_ ("it is yes or no"));
}

/**
 * galley_setting_list:
 *
 * Returns: (transfer none): the names of all settings, %NULL at the end
 */
const char *const *
galley_setting_list (void)
{
  static const char *keys[G_N_ELEMENTS (settings_table) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (settings_table); i++)
    keys[i] = settings_table[i].key;
  return keys;
}

/* -1, with an error, where there is none of that name; "posts-per-page" is one too. */
static int
find_setting (const char *key, GError **error)
{
  g_autofree char *plain = g_strdelimit (g_strdup (key), "-", '_');

  for (guint i = 0; i < G_N_ELEMENTS (settings_table); i++)
    if (g_str_equal (settings_table[i].key, plain))
      return (int) i;
  {
    g_autofree char *names = g_strjoinv (", ", (char **) galley_setting_list ());

    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                 _ ("“%s” is no setting; there are %s"), key, names);
  }
  return -1;
}

/**
 * galley_setting_get:
 * @settings: of a site
 * @key: of one of them
 * @error: GALLEY_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): its value as text
 */
char *
galley_setting_get (const GalleySiteSettings *settings, const char *key, GError **error)
{
  int i = find_setting (key, error);
  gconstpointer field;
  const char *text;

  if (i < 0)
    return NULL;
  field = (const char *) settings + settings_table[i].offset;
  switch (settings_table[i].kind)
    {
    case NUMBER:
      return g_strdup_printf ("%u", *(const guint *) field);
    case FORM:
      return g_strdup (forms[MIN (*(const guint *) field, G_N_ELEMENTS (forms) - 1)]);
    case TRUTH:
      return g_strdup (*(const gboolean *) field ? "yes" : "no");
    case TEXT:
    default:
      memcpy (&text, field, sizeof text);
      return g_strdup (text);
    }
}

/**
 * galley_setting_find_fault:
 * @key: of a setting
 * @value: what it shall be
 *
 * Returns: (transfer full) (nullable): why it cannot be that, a sentence without a full stop; %NULL
 *   where it can
 */
char *
galley_setting_find_fault (const char *key, const char *value)
{
  int i = find_setting (key, NULL);

  if (i < 0)
    return g_strdup (_ ("there is no such setting"));
  if (!g_utf8_validate (value, -1, NULL))
    return g_strdup (_ ("it is not UTF-8"));
  return settings_table[i].check (value);
}

/**
 * galley_setting_set:
 * @settings: of a site
 * @key: of one of them
 * @value: what it shall be
 * @error: GALLEY_STORE_ERROR: NOT_FOUND, INVALID
 *
 * Returns: whether it is that now
 */
gboolean
galley_setting_set (GalleySiteSettings *settings,
                    const char *key,
                    const char *value,
                    GError **error)
{
  int i = find_setting (key, error);
  g_autofree char *fault = NULL;
  guint64 number = 0;
  gpointer field;

  if (i < 0)
    return FALSE;
  fault = galley_setting_find_fault (key, value);
  if (fault != NULL)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, "%s: “%s”: %s",
                   settings_table[i].key, value, fault);
      return FALSE;
    }
  field = G_STRUCT_MEMBER_P (settings, settings_table[i].offset);
  switch (settings_table[i].kind)
    {
    case NUMBER:
      read_number (value, &number);
      *(guint *) field = (guint) number;
      break;
    case FORM:
      while (!g_str_equal (forms[number], value))
        number++;
      *(guint *) field = (guint) number;
      break;
    case TRUTH:
      *(gboolean *) field = read_truth (value);
      break;
    case TEXT:
    default:
      g_free (*(char **) field);
      *(char **) field = g_strdup (value);
      break;
    }
  return TRUE;
}
