/* SPDX-License-Identifier: GPL-3.0-or-later */

/* theme.json. Reading goes on behind a mistake, so that all are told at once. */

#include "galley-template-private.h"
#include "galley-theme-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_BRACKETS 2000 /* json-glib recurses */
#define MAX_OPTIONS 64
#define MAX_CHOICES 64
#define MAX_TEXT 400

typedef struct
{
  const char *file_name;
  const char *json;
  int option; /* which one is being read; -1: none */
  GString *mistakes;
} Reader;

/* @member: whose value is at fault; NULL: something is missing */
static gboolean G_GNUC_PRINTF (3, 4)
    fail (Reader *reader, const char *member, const char *format, ...)
{
  va_list args;

  if (reader->mistakes->len > 0)
    g_string_append (reader->mistakes, "; ");
  galley_theme_append_place (reader->mistakes, reader->file_name, reader->json,
                             galley_theme_seek_json (reader->json, reader->option, member));
  va_start (args, format);
  g_string_append_vprintf (reader->mistakes, format, args);
  va_end (args);
  return FALSE;
}

static void
free_option (GalleyThemeOption *option)
{
  g_free (option->name);
  g_free (option->label);
  g_free (option->fallback);
  g_free (option->against);
  g_strfreev (option->choices);
  g_strfreev (option->choice_labels);
  g_free (option);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyThemeOption, free_option)

/* A text of an object; NULL where it has none. */
static gboolean
read_text (Reader *reader, JsonObject *object, const char *member, char **text)
{
  JsonNode *node = json_object_get_member (object, member);
  const char *string;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (reader, member, "\"%s\" has to be a text in quotes", member);
  string = json_node_get_string (node);
  if (strlen (string) > MAX_TEXT)
    return fail (reader, member, "\"%s\" is longer than %d bytes", member, MAX_TEXT);
  g_free (*text);
  *text = g_strdup (string);
  return TRUE;
}

static gboolean
is_option_name (const char *name)
{
  gsize n = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return n > 0 && n <= 40 && name[n] == '\0' && g_ascii_islower (name[0]);
}

static gboolean
read_type (Reader *reader, const char *text, GalleyThemeOption *option)
{
  static const char *const types[] = { "boolean", "color", "choice", "text" };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (!g_str_equal (text, types[i]))
        continue;
      option->type = (GalleyThemeOptionType) i;
      return TRUE;
    }
  if (text == NULL)
    return fail (reader, NULL, "the option %s has no \"type\": boolean, color, choice or text",
                 option->name);
  return fail (
      reader, "type",
      "the option %s has the type \"%s\", which there is not: use boolean, color, choice or "
      "text",
      option->name, text);
}

/* A choice is "value", or {"value": "...", "label": "..."}. */
static gboolean
read_choice (Reader *reader,
             JsonNode *node,
             const GalleyThemeOption *option,
             GStrvBuilder *values,
             GStrvBuilder *labels)
{
  g_autofree char *value = NULL;
  g_autofree char *label = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    value = json_node_dup_string (node);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      if (!read_text (reader, json_node_get_object (node), "value", &value) ||
          !read_text (reader, json_node_get_object (node), "label", &label))
        return FALSE;
    }
  if (value == NULL)
    return fail (reader, "choices",
                 "a choice of the option %s is neither a text nor has it a \"value\"",
                 option->name);
  g_strv_builder_add (values, value);
  g_strv_builder_add (labels, label != NULL ? label : value);
  return TRUE;
}

static gboolean
read_choices (Reader *reader, JsonObject *object, GalleyThemeOption *option)
{
  JsonNode *node = json_object_get_member (object, "choices");
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  JsonArray *array;
  guint n;

  if (option->type != GALLEY_OPTION_CHOICE)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, "choices", "the option %s is a choice and has no list of \"choices\"",
                 option->name);
  array = json_node_get_array (node);
  n = json_array_get_length (array);
  if (n == 0 || n > MAX_CHOICES)
    return fail (reader, "choices", "the option %s has %u choices: give it 1 to %d", option->name,
                 n, MAX_CHOICES);
  for (guint i = 0; i < n; i++)
    {
      if (!read_choice (reader, json_array_get_element (array, i), option, values, labels))
        return FALSE;
    }
  option->choices = g_strv_builder_end (values);
  option->choice_labels = g_strv_builder_end (labels);
  return TRUE;
}

static gboolean
read_fallback (Reader *reader, JsonObject *object, GalleyThemeOption *option)
{
  JsonNode *node = json_object_get_member (object, "fallback");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    option->fallback = g_strdup (json_node_get_boolean (node) ? "true" : "false");
  else if (!read_text (reader, object, "fallback", &option->fallback))
    return FALSE;
  if (option->fallback == NULL)
    return fail (reader, NULL, "the option %s has no \"fallback\": say what holds at first",
                 option->name);
  if (!galley_theme_option_accepts (option, option->fallback))
    return fail (reader, "fallback",
                 "the fallback \"%s\" of the option %s is not one of its values", option->fallback,
                 option->name);
  return TRUE;
}

/* What a colour stands on, so that the window can say where the two cannot be told apart. */
static gboolean
read_against (Reader *reader, JsonObject *object, GalleyThemeOption *option)
{
  if (option->type != GALLEY_OPTION_COLOR)
    return TRUE;
  if (!read_text (reader, object, "against", &option->against))
    return FALSE;
  if (option->against != NULL && !galley_theme_option_accepts (option, option->against))
    return fail (reader, "against",
                 "\"against\" of the option %s is \"%s\", which is no colour: write #rrggbb",
                 option->name, option->against);
  return TRUE;
}

static gboolean
read_option (Reader *reader, JsonNode *node, GPtrArray *options)
{
  g_autoptr (GalleyThemeOption) option = g_new0 (GalleyThemeOption, 1);
  g_autofree char *type = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, NULL, "every option has to be an object with name, type and fallback");
  object = json_node_get_object (node);
  if (!read_text (reader, object, "name", &option->name))
    return FALSE;
  if (option->name == NULL || !is_option_name (option->name))
    return fail (reader, "name",
                 "an option needs a \"name\" of small letters, digits and _, as in \"accent\"");
  for (guint i = 0; i < options->len; i++)
    {
      const GalleyThemeOption *other = g_ptr_array_index (options, i);

      if (g_str_equal (other->name, option->name))
        return fail (reader, "name", "there are two options with the name %s", option->name);
    }
  if (!read_text (reader, object, "type", &type) ||
      !read_text (reader, object, "label", &option->label) || !read_type (reader, type, option) ||
      !read_choices (reader, object, option) || !read_fallback (reader, object, option) ||
      !read_against (reader, object, option))
    return FALSE;
  if (option->label == NULL)
    option->label = g_strdup (option->name);
  g_ptr_array_add (options, g_steal_pointer (&option));
  return TRUE;
}

static gboolean
read_options (Reader *reader, JsonObject *root, GPtrArray *options)
{
  JsonNode *node = json_object_get_member (root, "options");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, "options", "\"options\" has to be a list: [ {...}, {...} ]");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_OPTIONS)
    return fail (reader, "options", "there are more than %d options", MAX_OPTIONS);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      reader->option = (int) i;
      read_option (reader, json_array_get_element (array, i), options);
    }
  reader->option = -1;
  return TRUE;
}

static gboolean
parse_json (Reader *reader, JsonParser *parser, gsize length)
{
  g_autoptr (GError) local = NULL;
  const char *what;
  guint brackets = 0;

  for (const char *c = reader->json; *c != '\0'; c++)
    brackets += *c == '{' || *c == '[';
  if (strlen (reader->json) != length || !g_utf8_validate (reader->json, (gssize) length, NULL))
    return fail (reader, NULL, "the manifest is not UTF-8 text");
  if (brackets > MAX_BRACKETS)
    return fail (reader, NULL, "the manifest has more than %d brackets", MAX_BRACKETS);
  if (json_parser_load_from_data (parser, reader->json, (gssize) length, &local))
    return TRUE;
  /* "<data>:3:12: Parse error: ..." */
  what = g_str_has_prefix (local->message, "<data>:") ? local->message + strlen ("<data>:") : NULL;
  if (what != NULL)
    g_string_append_printf (reader->mistakes, "%s:%s", reader->file_name, what);
  else
    fail (reader, NULL, "%s", local->message);
  return FALSE;
}

static void
read_root (Reader *reader, JsonNode *root, GalleyTheme *theme)
{
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (reader, NULL, "the manifest has to be an object: { \"name\": \"...\" }");
      return;
    }
  object = json_node_get_object (root);
  if (read_text (reader, object, "name", &theme->name) &&
      (theme->name == NULL || *theme->name == '\0'))
    fail (reader, "name", "the theme has no \"name\"");
  read_text (reader, object, "title", &theme->title);
  read_text (reader, object, "version", &theme->version);
  read_text (reader, object, "author", &theme->author);
  read_text (reader, object, "licence", &theme->licence);
  read_options (reader, object, theme->options);
}

/**
 * galley_theme_read_manifest:
 * @theme: a theme without options
 * @file_name: of the manifest, for @mistakes
 * @json: its text
 * @length: of it, in bytes
 * @mistakes: to which a line is added for each thing that is wrong
 *
 * Fills in what theme.json says.
 */
void
galley_theme_read_manifest (GalleyTheme *theme,
                            const char *file_name,
                            const char *json,
                            gsize length,
                            GString *mistakes)
{
  g_autoptr (GString) own = g_string_new (NULL);
  Reader reader = { file_name, json, -1, own };
  g_autoptr (JsonParser) parser = json_parser_new ();

  theme->options = g_ptr_array_new_with_free_func ((GDestroyNotify) free_option);
  if (parse_json (&reader, parser, length))
    read_root (&reader, json_parser_get_root (parser), theme);
  if (theme->name == NULL)
    theme->name = g_strdup ("");
  if (theme->title == NULL || *theme->title == '\0')
    {
      g_free (theme->title);
      theme->title = g_strdup (theme->name);
    }
  galley_theme_add_mistake (mistakes, own->str);
}

static gboolean
is_color (const char *value)
{
  return value[0] == '#' && strlen (value) == 7 &&
         strspn (value + 1, "0123456789abcdefABCDEF") == 6;
}

/**
 * galley_theme_option_accepts:
 * @option: an option
 * @value: a text that came from outside
 *
 * Returns: %TRUE where @value may be given to the theme's templates; otherwise @option's fallback
 *   holds. What is not accepted could break out of a style sheet.
 */
gboolean
galley_theme_option_accepts (const GalleyThemeOption *option, const char *value)
{
  switch (option->type)
    {
    case GALLEY_OPTION_BOOLEAN:
      return g_str_equal (value, "true") || g_str_equal (value, "false");
    case GALLEY_OPTION_COLOR:
      return is_color (value);
    case GALLEY_OPTION_CHOICE:
      return g_strv_contains ((const char *const *) option->choices, value);
    case GALLEY_OPTION_TEXT:
    default:
      return strlen (value) <= MAX_TEXT;
    }
}
