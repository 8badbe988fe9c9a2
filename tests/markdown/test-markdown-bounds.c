/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-markdown.h"

#include "../test-clock.h"

/* No text keeps a render busy for more than a second beyond what real text of its size takes; a
 * comment, fifty milliseconds. In processor time; a little wider here, for slower machines. */
#define SECONDS_MAX 1.5
#define COMMENT_SECONDS_MAX 0.1
#define TEXT_MAX (10 * 1000 * 1000)

static void
append_ramp (GString *out, JsonObject *ramp, guint times)
{
  gboolean indented = json_object_has_member (ramp, "indent");
  const char *repeat = json_object_get_string_member (ramp, indented ? "indent" : "repeat");
  guint from = json_object_get_int_member (ramp, "from");
  guint to = json_object_get_int_member (ramp, "to_exclusive") * times;

  for (guint x = from; x < to && out->len < TEXT_MAX; x++)
    {
      if (!indented)
        g_string_append (out, json_object_get_string_member (ramp, "prefix"));
      for (guint i = 0; i < x; i++)
        g_string_append (out, repeat);
      if (indented)
        g_string_append (out, json_object_get_string_member (ramp, "line"));
    }
}

static guint32
hash_label (const char *label)
{
  guint32 hash = 0;

  for (; *label != '\0'; label++)
    hash = *label + (hash << 6) + (hash << 16) - hash;
  return hash;
}

/* Labels that share a bucket in the table that libcmark once had. */
static void
append_collisions (GString *out, guint count)
{
  g_autofree char *first = NULL;
  guint found = 0;

  for (guint i = 0; found < count && out->len < TEXT_MAX; i++)
    {
      g_autofree char *label = g_strdup_printf ("x%u", i);

      if (hash_label (label) % 16 != 0)
        continue;
      if (found++ == 0)
        first = g_steal_pointer (&label);
      else
        g_string_append_printf (out, "[%s]: /url\n\n[%s]\n\n", label, first);
    }
}

static GString *
generate (JsonObject *input, guint times)
{
  GString *out = g_string_new (NULL);
  JsonArray *parts = json_object_has_member (input, "parts")
                         ? json_object_get_array_member (input, "parts")
                         : NULL;

  if (json_object_has_member (input, "ramp"))
    append_ramp (out, json_object_get_object_member (input, "ramp"), times);
  else if (parts == NULL)
    append_collisions (out, json_object_get_int_member (input, "count") * times);
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = json_array_get_object_element (parts, i);
      const char *repeat = json_object_get_string_member (part, "repeat");
      gint64 count = json_object_get_int_member (part, "count");

      count *= count > 1 ? times : 1;
      for (gint64 k = 0; k < count && out->len < TEXT_MAX; k++)
        g_string_append (out, repeat);
    }
  if (out->len > TEXT_MAX)
    g_string_truncate (out, TEXT_MAX);
  return out;
}

static void
check_time (const GString *text, GalleyProfile profile, const char *name)
{
  GalleyMarkdownOptions options = { .profile = profile };
  double start = test_clock_seconds ();
  g_autoptr (GalleyDocument) document = galley_document_new (text->str, text->len, &options);
  gsize length;
  double seconds;

  galley_document_get_html (document, &length);
  seconds = (test_clock_seconds () - start) / TEST_SLOWNESS;
  g_assert_cmpuint (length, >, 0);
  if (seconds > (profile == GALLEY_PROFILE_COMMENT ? COMMENT_SECONDS_MAX : SECONDS_MAX))
    g_error ("%s, %zu bytes, profile %d: %.2f s", name, text->len, profile, seconds);
}

static void
check_input (gconstpointer data)
{
  JsonObject *input = (JsonObject *) data;
  guint most = TEST_SLOWNESS > 1 ? 1 : 10; /* the sanitizers look for other things than speed */

  for (guint times = 1; times <= most; times += 9)
    {
      GString *text = generate (input, times);
      GString *comment;

      for (int profile = GALLEY_PROFILE_POST; profile <= GALLEY_PROFILE_COMMENT; profile++)
        check_time (text, profile, json_object_get_string_member (input, "name"));
      comment = g_string_new_len (text->str, MIN (text->len, 16 * 1024));
      check_time (comment, GALLEY_PROFILE_COMMENT, json_object_get_string_member (input, "name"));
      g_string_free (comment, TRUE);
      g_string_free (text, TRUE);
    }
}

static void
check_shown_as_text (const char *unit, guint count, const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyDocument) document = NULL;

  for (guint i = 0; i < count; i++)
    g_string_append (text, unit);
  g_string_append (text, end);
  document = galley_document_new (text->str, text->len, NULL);
  g_assert_nonnull (galley_document_get_warning (document));
  g_assert_true (g_str_has_prefix (galley_document_get_html (document, NULL), "<pre>"));
  g_assert_true (g_str_has_suffix (galley_document_get_html (document, NULL), "</pre>\n"));
}

static void
test_shown_as_text (void)
{
  check_shown_as_text ("> ", 50000, "<a>");
  check_shown_as_text ("![[]()", 80000, "");
  check_shown_as_text ("- ", 30000, "x\n\n\n");
}

/* A text of a megabyte with everything that books have is read. */
static void
test_book (void)
{
  static const char page[] =
      "## Chapter [one](#a) of *many*\n\nIt was — \"said\" he -- a **dark** night; see [the map][m]"
      "\nand the note.[^1] `code`, <b>html</b>, a_b_c & so on: https://example.org/a_b?c=d&e.\n\n"
      "> > Quoted *twice*,\n> > > and again.\n\n- one\n  - two\n    1. three\n\n       text\n\n"
      "![An image](media/a.jpg \"A caption\")\n\n| a | b |\n|---|--:|\n| c | [d](e) |\n\n* * *\n\n";
  g_autoptr (GString) text = g_string_new ("[m]: /map\n\n[^1]: A note.\n\n");
  g_autoptr (GalleyDocument) document = NULL;

  while (text->len < 1000 * 1000)
    g_string_append (text, page);
  document = galley_document_new (text->str, text->len, NULL);
  g_assert_null (galley_document_get_warning (document));
  g_assert_cmpuint (galley_document_get_outline (document)->len, >, 1000);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *cases;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "fixtures", "markdown", "pathological.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "cases");
  g_assert_cmpuint (json_array_get_length (cases), >, 40);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *input = json_array_get_object_element (cases, i);
      g_autofree char *name = g_strdelimit (
          g_strdup_printf ("case_%u_%s", i, json_object_get_string_member (input, "name")),
          " /#:", '_');
      g_autofree char *test = g_strdup_printf ("/markdown/bounds/%s_is_quick", name);

      g_test_add_data_func (test, input, check_input);
    }
  g_test_add_func ("/markdown/bounds/what_is_out_of_them_is_shown_as_text", test_shown_as_text);
  g_test_add_func ("/markdown/bounds/have_room_for_a_book", test_book);
  return g_test_run ();
}
