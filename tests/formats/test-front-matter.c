/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-front-matter.h"
#include "galley-formats-error.h"
#include "galley-yaml.h"

#include "../test-clock.h"

static char *
text_of (GalleyFrontMatter *front_matter, const char *key)
{
  const char *const keys[] = { key, NULL };

  return galley_front_matter_get_text (front_matter->values, keys);
}

static void
assert_text (const char *source, const char *key, const char *expected)
{
  g_auto (GalleyFrontMatter) front_matter = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  galley_front_matter_read (source, &front_matter, &error);
  g_assert_no_error (error);
  value = text_of (&front_matter, key);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_malformed (const char *source, const char *where)
{
  g_auto (GalleyFrontMatter) front_matter = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_front_matter_read (source, &front_matter, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_MALFORMED);
  if (!g_str_has_prefix (error->message, where))
    g_error ("“%s” does not begin with “%s”", error->message, where);
}

static void
test_yaml_texts (void)
{
  assert_text ("---\ntitle: 2024\n---\nx", "title", "2024");
  assert_text ("---\nTitle: \"a: \\u00e9\"\n---\nx", "title", "a: é");
  assert_text ("---\ntitle: >\n  one\n  two\n---\nx", "title", "one two");
  assert_text ("---\ntitle: yes\n---\nx", "title", "yes");
  assert_text ("---\ntitle: ~\n---\nx", "title", NULL);
  assert_text ("---\nbase: &b {title: T}\nparams: *b\n---\nx", "title", "T");
}

static void
test_body (void)
{
  g_auto (GalleyFrontMatter) front_matter = { NULL };
  const char *source = "---\ntitle: T\n---\n\nText\n";

  g_assert_true (galley_front_matter_read (source, &front_matter, NULL));
  g_assert_true (front_matter.present);
  g_assert_cmpstr (source + front_matter.body_offset, ==, "Text\n");
  g_assert_cmpuint (front_matter.body_line, ==, 5);
}

static void
test_rule (void)
{
  static const char *const sources[] = { "---\n\nText after a rule.\n",
                                         "---\nJust words\n---\nMore\n",
                                         "+++\nno end",
                                         "{ not json }",
                                         "",
                                         "---" };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_auto (GalleyFrontMatter) front_matter = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_true (galley_front_matter_read (sources[i], &front_matter, &error));
      g_assert_no_error (error);
      g_assert_false (front_matter.present);
      g_assert_cmpuint (front_matter.body_offset, ==, 0);
    }
}

static void
test_toml_texts (void)
{
  assert_text ("+++\ntitle = \"a \\\"b\\\" \\u00e9\"\n+++\n", "title", "a \"b\" é");
  assert_text ("+++\ntitle = 'C:\\x'\n+++\n", "title", "C:\\x");
  assert_text ("+++\ntitle = \"\"\"\none\\\n   two\"\"\"\n+++\n", "title", "onetwo");
  assert_text ("+++\ntitle = '''\na'b'''\n+++\n", "title", "a'b");
  assert_text ("+++\ndate = 2020-01-02 10:00:00 # then\n+++\n", "date", "2020-01-02 10:00:00");
  assert_text ("+++\n[params]\nauthor = 'Zed'\n+++\n", "author", "Zed");
  assert_text ("+++\nparams.author = 'Zed'\n+++\n", "author", "Zed");
  assert_text ("+++\nextra = { author = \"Zed\", n = 1 }\n+++\n", "author", "Zed");
  assert_text ("+++\ndraft = true\n+++\n", "draft", "true");
}

static void
test_toml_lists (void)
{
  g_auto (GalleyFrontMatter) front_matter = { NULL };
  g_autoptr (GError) error = NULL;
  const char *source = "+++\ntags = [\n 'a', # one\n \"b\",\n]\n[[links]]\ntitle = 'x'\n"
                       "[[links]]\ntitle = 'y'\n[links.more]\nz = 1\n+++\n";
  JsonArray *links;

  g_assert_true (galley_front_matter_read (source, &front_matter, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (front_matter.values, "tags")), ==, 2);
  links = json_object_get_array_member (front_matter.values, "links");
  g_assert_cmpuint (json_array_get_length (links), ==, 2);
  g_assert_true (json_object_has_member (json_array_get_object_element (links, 1), "more"));
}

static void
test_json (void)
{
  assert_text ("{\n \"title\": \"T {}\", \"n\": {\"a\": [1]}\n}\n\nText", "title", "T {}");
  assert_text ("{\"draft\": true, \"weight\": 3}\nText", "weight", "3");
}

static void
test_places (void)
{
  assert_malformed ("---\ntitle: ok\nbad: \"x\n---\n", "line 4: YAML");
  assert_malformed ("---\ntitle: a: b\n---\n", "line 2: YAML");
  assert_malformed ("+++\ntitle = 'ok'\nbad = nonsense\n+++\n", "line 3: TOML");
  assert_malformed ("+++\ntitle = 'a'\ntitle = 'b'\n+++\n", "line 3: TOML");
  assert_malformed ("+++\ntitle = 'a' x\n+++\n", "line 2: TOML");
  assert_malformed ("{\n\"title\": oops\n}\n", "line 2: JSON");
}

/* @open many times within front matter of @before and @after. */
static char *
nest (const char *before, const char *open, guint times, const char *after)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = 0; i < times; i++)
    g_string_append (text, open);
  g_string_append (text, after);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_depth (void)
{
  static const char *const parts[][3] = {
    { "---\na: ", "[", "\n---\n" },      { "---\na: ", "{a: ", "\n---\n" },
    { "---\n", "- ", "\n---\n" },        { "+++\na = ", "[", "\n+++\n" },
    { "+++\na = ", "{a = ", "\n+++\n" }, { "+++\n", "a.", "a = 1\n+++\n" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *source = nest (parts[i][0], parts[i][1], 30000, parts[i][2]);
      double begun = test_clock_seconds ();

      assert_malformed (source, "line ");
      g_assert_cmpfloat (test_clock_seconds () - begun, <, 2 * TEST_SLOWNESS);
    }
}

/* The "billion laughs" in YAML: every line names the one before nine times. */
static void
test_aliases (void)
{
  g_autoptr (GString) source = g_string_new ("---\na0: &a0 [x, x]\n");
  g_auto (GalleyFrontMatter) front_matter = { NULL };
  double begun = test_clock_seconds ();

  for (int i = 1; i < 60; i++)
    g_string_append_printf (source,
                            "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i,
                            i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append (source, "---\n");
  g_assert_true (galley_front_matter_read (source->str, &front_matter, NULL));
  g_assert_cmpfloat (test_clock_seconds () - begun, <, TEST_SLOWNESS);
  assert_malformed ("---\na: &a [*a]\n---\n", "line 2: YAML");
}

static void
test_entities (void)
{
  g_autofree char *decoded =
      galley_entities_decode ("&#34;Espa&ntilde;a&#x22; &amp;amp; &nope; &#0; & &#xfffffff;");

  g_assert_cmpstr (decoded, ==, "\"España\" &amp; &nope; &#0; & &#xfffffff;");
}

static void
test_written_text (void)
{
  const char *texts[] = { "plain", "a: \"b\" # c", "back\\slash\nline\ttab", "\xe2\x80\xa8é", "~",
                          "",      "\x01\x7f" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) out = g_string_new ("a: ");
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      galley_yaml_write_text (out, texts[i]);
      node = galley_yaml_read (out->str, out->len, 1, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "a"), ==,
                       texts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/front_matter/yaml_scalars_stay_text", test_yaml_texts);
  g_test_add_func ("/formats/front_matter/tells_where_the_body_begins", test_body);
  g_test_add_func ("/formats/front_matter/a_text_that_begins_with_a_rule_is_all_body", test_rule);
  g_test_add_func ("/formats/front_matter/toml_values_become_text", test_toml_texts);
  g_test_add_func ("/formats/front_matter/toml_has_lists_and_tables", test_toml_lists);
  g_test_add_func ("/formats/front_matter/json_is_read_too", test_json);
  g_test_add_func ("/formats/front_matter/a_mistake_is_told_with_its_line", test_places);
  g_test_add_func ("/formats/front_matter/nesting_without_end_is_refused_in_time", test_depth);
  g_test_add_func ("/formats/front_matter/aliases_do_not_grow", test_aliases);
  g_test_add_func ("/formats/front_matter/character_references_are_decoded_once", test_entities);
  g_test_add_func ("/formats/front_matter/what_is_written_reads_the_same", test_written_text);
  return g_test_run ();
}
