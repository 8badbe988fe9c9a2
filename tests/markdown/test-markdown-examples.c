/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-markdown.h"

/* The examples of the specifications, each a test of its own. */

typedef struct
{
  GalleyProfile profile;
  char *markdown;
  char *html;
} Example;

static void
free_example (gpointer data)
{
  Example *example = data;

  g_free (example->markdown);
  g_free (example->html);
  g_free (example);
}

static void
check_example (gconstpointer data)
{
  const Example *example = data;
  GalleyMarkdownOptions options = { .profile = example->profile };
  g_autofree char *html = galley_markdown_to_html (example->markdown, -1, &options);

  g_assert_cmpstr (html, ==, example->html);
}

static void
add_example (const char *specification,
             guint number,
             GalleyProfile profile,
             const char *markdown,
             const char *html)
{
  Example *example = g_new (Example, 1);
  g_autofree char *path =
      g_strdup_printf ("/markdown/%s/example_%u_reads_as_specified", specification, number);

  example->profile = profile;
  example->markdown = g_strdup (markdown);
  example->html = g_strdup (html);
  g_test_add_data_func_full (path, example, check_example, free_example);
}

static char *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "markdown", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static guint
add_json (const char *specification, const char *name, GalleyProfile profile)
{
  g_autofree char *contents = read_fixture (name);
  g_autoptr (JsonNode) root = json_from_string (contents, NULL);
  JsonArray *examples = json_node_get_array (root);
  guint n = json_array_get_length (examples);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *example = json_array_get_object_element (examples, i);

      add_example (specification, i + 1, profile,
                   json_object_get_string_member (example, "markdown"),
                   json_object_get_string_member (example, "html"));
    }
  return n;
}

/* The form of spec.txt: a fence, the Markdown, a line with a dot, the HTML, a fence. */
static guint
add_text (const char *specification, const char *name, GalleyProfile profile)
{
  static const char opening[] = "\n`````````` example\n";
  g_autofree char *contents = read_fixture (name);
  guint n = 0;

  for (char *start = strstr (contents, opening); start != NULL; start = strstr (start, opening))
    {
      char *dot, *end;

      start += strlen (opening) - 1;
      dot = strstr (start, "\n.\n");
      g_assert_nonnull (dot);
      end = strstr (dot, "\n``````````\n");
      g_assert_nonnull (end);
      dot[1] = '\0';
      end[1] = '\0';
      add_example (specification, ++n, profile, start + 1, dot + 3);
      start = end + 2;
    }
  return n;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpuint (add_json ("commonmark", "spec-0.30.json", GALLEY_PROFILE_COMMONMARK), ==, 652);
  g_assert_cmpuint (add_json ("smart", "cmark-0.30.2-smart_punct.json", GALLEY_PROFILE_POST), >,
                    10);
  g_assert_cmpuint (add_text ("gfm", "gfm-extensions.txt", GALLEY_PROFILE_GFM), ==, 30);
  return g_test_run ();
}
