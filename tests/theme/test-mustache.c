/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The official Mustache specification, every example of its required modules, and what is ours:
 * messages and bounds. */

#include <glib.h>
#include <string.h>

#include "galley-template.h"
#include "json-value.h"

#include "../test-clock.h"

/* ---- the specification ---- */

typedef struct
{
  JsonObject *example; /* the parser that owns it lives as long as the program */
} SpecCase;

static const GalleyTemplate *
find_in_table (const char *name, gpointer user_data)
{
  return g_hash_table_lookup (user_data, name);
}

static GHashTable *
compile_partials (JsonObject *example)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) galley_template_free);
  JsonObject *partials;
  g_autoptr (GList) names = NULL;

  if (!json_object_has_member (example, "partials"))
    return table;
  partials = json_object_get_object_member (example, "partials");
  names = json_object_get_members (partials);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr (GError) error = NULL;
      GalleyTemplate *tmpl = galley_template_new (json_object_get_string_member (partials, l->data),
                                                  "partial", &error);

      g_assert_no_error (error);
      g_hash_table_insert (table, g_strdup (l->data), tmpl);
    }
  return table;
}

static void
spec_case_free (gpointer data)
{
  SpecCase *spec = data;

  json_object_unref (spec->example);
  g_free (spec);
}

static void
test_spec (gconstpointer data)
{
  const SpecCase *spec = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) partials = compile_partials (spec->example);
  g_autoptr (GalleyValue) context =
      value_from_json (json_object_get_member (spec->example, "data"));
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GalleyTemplate) tmpl = galley_template_new (
      json_object_get_string_member (spec->example, "template"), "template", &error);

  g_assert_no_error (error);
  g_assert_true (galley_template_render (tmpl, context, find_in_table, partials, out, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==, json_object_get_string_member (spec->example, "expected"));
}

static void
add_spec (const char *module, guint expected)
{
  g_autofree char *name = g_strconcat (module, ".json", NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "theme", "mustache", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonArray *examples;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  examples =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "tests");
  g_assert_cmpuint (json_array_get_length (examples), ==, expected);
  for (guint i = 0; i < json_array_get_length (examples); i++)
    {
      SpecCase *spec = g_new (SpecCase, 1);
      g_autofree char *test = NULL;

      spec->example = json_object_ref (json_array_get_object_element (examples, i));
      test = g_strdup_printf ("/theme/mustache/%s/%u_%s", module, i + 1,
                              json_object_get_string_member (spec->example, "name"));
      g_strdelimit (g_strrstr (test, "/") + 1, " ", '_');
      g_test_add_data_func_full (test, spec, test_spec, spec_case_free);
    }
}

/* ---- values ---- */

static char *
fill (const char *source, GalleyValue *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTemplate) tmpl = galley_template_new (source, "t.mustache", &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (galley_template_render (tmpl, context, NULL, NULL, out, &error));
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static void
test_values_of_a_large_map (void)
{
  g_autoptr (GalleyValue) map = galley_value_new_map ();
  g_autoptr (GString) source = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *result = NULL;

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *key = g_strdup_printf ("key%d", i);

      galley_value_set_integer (map, g_intern_string (key), -i);
      galley_value_set_integer (map, g_intern_string (key), i);
      g_string_append_printf (source, "{{key%d}},{{key%d_}}", i, i);
      g_string_append_printf (expected, "%d,", i);
    }
  result = fill (source->str, map);
  g_assert_cmpstr (result, ==, expected->str);
}

static void
test_values_false_hides_what_is_further_out (void)
{
  g_autoptr (GalleyValue) map =
      value_from_text ("{\"place\":\"Moscow\",\"items\":[{\"place\":false}]}");
  g_autofree char *result = fill ("{{#items}}[{{place}}]{{/items}}", map);

  g_assert_cmpstr (result, ==, "[]");
}

static void
test_values_an_empty_text_is_false (void)
{
  g_autoptr (GalleyValue) map = value_from_text ("{\"a\":\"\"}");
  g_autofree char *result = fill ("{{#a}}yes{{/a}}{{^a}}no{{/a}}", map);

  g_assert_cmpstr (result, ==, "no");
}

static void
test_values_quotes_cannot_leave_an_attribute (void)
{
  g_autoptr (GalleyValue) map = value_from_text ("{\"a\":\"'\\\"><script>\"}");
  g_autofree char *result = fill ("<a title='{{a}}' rel=\"{{a}}\">", map);

  g_assert_cmpstr (
      result, ==,
      "<a title='&#39;&quot;&gt;&lt;script&gt;' rel=\"&#39;&quot;&gt;&lt;script&gt;\">");
}

/* ---- mistakes ---- */

typedef struct
{
  const char *source;
  const char *message;
} Mistake;

static const Mistake mistakes[] = {
  { "a\nb {{name\nc", "t.mustache:2:3: the tag {{name is not closed: add }}" },
  { "a\n{{#list\nb\n{{x}}", "t.mustache:2:1: \"list\" is not a name: *blank in it*" },
  { "{{{raw}}", "t.mustache:1:1: the tag {{{raw}} is not closed: add }}}" },
  { "{{#a}}\n\n{{#b}}\n{{/b}}", "t.mustache:1:1: the section a is never closed: add {{/a}}" },
  { "\n{{#a}}\n{{/b}}\n{{/a}}",
    "t.mustache:3:1: {{/b}} does not match a of line 2: write {{/a}} here" },
  { "{{#a}}\n{{#b}}\n{{/a}}",
    "t.mustache:2:1: the section b is still open where a is closed on line 3: add {{/b}} before" },
  { "\n\n{{/a}}", "t.mustache:3:1: {{/a}} closes a section that is not open: remove it" },
  { "\n{{}}", "t.mustache:2:1: a tag without a name: write one between {{ and }}" },
  { "\n{{ #a }}", "t.mustache:2:1: # has to stand right behind {{, without a blank" },
  { "{{a b}}", "t.mustache:1:1: \"a b\" is not a name: *" },
  { "{{a..b}}", "t.mustache:1:1: \"a..b\" is not a name: write names as a.b.c" },
  { "{{.a}}", "t.mustache:1:1: \".a\" is not a name: *" },
  { "{{<parent}}", "t.mustache:1:1: {{<parent}}: inheritance*" },
  { "{{>*dynamic}}", "t.mustache:1:1: {{?dynamic}}: inheritance*" },
  { "\n{{=a=}}", "t.mustache:2:1: \"a\" are not two delimiters: write them as {{=<% %>=}}*" },
  { "{{=<% %>=}}\n<%#a%>", "t.mustache:2:1: the section a is never closed: add <%/a%>" },
  { "{{a b}}\nok {{fine}}\n{{/c}}\n{{#d}}",
    "t.mustache:1:1: \"a b\" is not a name: *; t.mustache:3:1: *; t.mustache:4:1: *" },
  { "é {{}}", "t.mustache:1:3: a tag without a name*" },
};

static void
test_mistakes_are_told_with_line_and_column (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;

      if (galley_template_new (mistakes[i].source, "t.mustache", &error) != NULL)
        g_error ("%s\nis taken for a template", mistakes[i].source);
      g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX);
      if (strcmp (error->message, mistakes[i].message) != 0 &&
          !g_pattern_match_simple (mistakes[i].message, error->message))
        g_error ("%s\nis told as: %s\nand not as: %s", mistakes[i].source, error->message,
                 mistakes[i].message);
    }
}

static void
test_mistakes_on_every_line_are_all_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_template_new ("{{a\n{{/b}}\n{{c d}}\n{{}}\n{{e", "t.mustache", &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "t.mustache:1:1: "));
  for (guint line = 1; line <= 5; line++)
    {
      g_autofree char *place = g_strdup_printf ("t.mustache:%u:1: ", line);

      g_assert_nonnull (strstr (error->message, place));
    }
}

/* ---- bounds ---- */

static char *
repeat (const char *text, gsize times)
{
  GString *string = g_string_sized_new (strlen (text) * times);

  for (gsize i = 0; i < times; i++)
    g_string_append (string, text);
  return g_string_free (string, FALSE);
}

static void
test_bounds_hostile_templates_end (void)
{
  static const char *const parts[] = { "{{",   "{{#a}}", "{{a\n", "{{/a}}", "{{{",
                                       "{{! ", "\n{{=",  " ",     "{{#a",   "{{>a}}\n \t" };
  double begun = test_clock_seconds ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *source = repeat (parts[i], 900000 / TEST_SLOWNESS / strlen (parts[i]));
      g_autofree char *closed = g_strconcat (source, "}}", NULL);
      g_autoptr (GError) error = NULL;
      GalleyTemplate *tmpl = galley_template_new (source, "t", &error);

      g_clear_pointer (&tmpl, galley_template_free);
      g_clear_error (&error);
      tmpl = galley_template_new (closed, "t", &error);
      g_clear_pointer (&tmpl, galley_template_free);
    }
  g_assert_cmpfloat (test_clock_seconds () - begun, <, 10 * TEST_SLOWNESS);
}

static const GalleyTemplate *
give_itself (const char *name, gpointer user_data)
{
  return user_data;
}

/* Whatever stands in a file, it is taken or refused, and what is taken can be filled. */
static void
test_bounds_random_templates_are_taken_or_refused (void)
{
  static const char *const parts[] = { "{{",     "}}",     "{{{",    "}}}", "{{#a}}", "{{/a}}",
                                       "{{^b}}", "{{/b}}", "{{>p}}", "\n",  "  ",     "{{a.b}}",
                                       "{{.}}",  "{{!",    "{{=",    "=}}", "<% %>",  "text",
                                       "\r\n",   "{{&a}}", "#" };
  g_autoptr (GalleyValue) context =
      value_from_text ("{\"a\":[{\"b\":\"<x>\"},[1,2],\"s\",true],\"b\":false}");
  g_autoptr (GalleyTemplate) partial = galley_template_new ("p\n{{a}}\nq", "p", NULL);
  guint taken = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyTemplate) tmpl = NULL;

      for (gint n = g_test_rand_int_range (0, 24); n > 0; n--)
        g_string_append (source, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      tmpl = galley_template_new (source->str, "t", &error);
      g_assert_true ((tmpl == NULL) == (error != NULL));
      if (tmpl == NULL)
        continue;
      taken++;
      g_assert_true (galley_template_render (tmpl, context, give_itself, partial, out, &error));
      g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
    }
  g_assert_cmpuint (taken, >, 100);
}

static void
test_bounds_a_template_may_not_be_huge (void)
{
  g_autofree char *source = repeat ("x", 1024 * 1024 + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_template_new (source, "t.mustache", &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE);
}

static void
assert_stopped (const char *source, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTemplate) tmpl = galley_template_new (source, "_a.mustache", &error);
  g_autoptr (GalleyValue) context = value_from_text (json);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_false (galley_template_render (tmpl, context, give_itself, tmpl, out, &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE);
  g_assert_true (g_str_has_prefix (error->message, "_a.mustache:"));
}

static void
test_bounds_partials_without_end_are_stopped (void)
{
  assert_stopped ("\n{{>a}}", "{}");
  assert_stopped ("{{>a}}{{>a}}", "{}");
  assert_stopped ("  {{>a}}\n  {{>a}}\n", "{}");
}

static void
test_bounds_lists_that_multiply_are_stopped (void)
{
  g_autofree char *open = repeat ("{{#l}}", 60);
  g_autofree char *close = repeat ("{{/l}}", 60);
  g_autofree char *source = g_strconcat (open, "x", close, NULL);

  assert_stopped (source, "{\"l\":[1,2,3,4,5,6,7,8]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_spec ("comments", 12);
  add_spec ("delimiters", 14);
  add_spec ("interpolation", 42);
  add_spec ("inverted", 22);
  add_spec ("partials", 12);
  add_spec ("sections", 34);
  g_test_add_func ("/theme/values/a_large_map_keeps_the_last_of_each", test_values_of_a_large_map);
  g_test_add_func ("/theme/values/false_hides_what_is_further_out",
                   test_values_false_hides_what_is_further_out);
  g_test_add_func ("/theme/values/an_empty_text_is_false", test_values_an_empty_text_is_false);
  g_test_add_func ("/theme/values/quotes_cannot_leave_an_attribute",
                   test_values_quotes_cannot_leave_an_attribute);
  g_test_add_func ("/theme/mistakes/are_told_with_line_and_column",
                   test_mistakes_are_told_with_line_and_column);
  g_test_add_func ("/theme/mistakes/on_every_line_are_all_named",
                   test_mistakes_on_every_line_are_all_named);
  g_test_add_func ("/theme/bounds/hostile_templates_end", test_bounds_hostile_templates_end);
  g_test_add_func ("/theme/bounds/random_templates_are_taken_or_refused",
                   test_bounds_random_templates_are_taken_or_refused);
  g_test_add_func ("/theme/bounds/a_template_may_not_be_huge",
                   test_bounds_a_template_may_not_be_huge);
  g_test_add_func ("/theme/bounds/partials_without_end_are_stopped",
                   test_bounds_partials_without_end_are_stopped);
  g_test_add_func ("/theme/bounds/lists_that_multiply_are_stopped",
                   test_bounds_lists_that_multiply_are_stopped);
  return g_test_run ();
}
