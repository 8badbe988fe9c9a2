/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages that the built-in themes make of the travel diary: sound HTML, with everything on them
 * that a reader looks for. */

#include <string.h>

#include "galley-theme.h"
#include "json-value.h"

static JsonObject *pages; /* tests/fixtures/theme/pages.json */

static char *
render_changed (const char *theme_name, const char *name, void (*change) (GalleyValue *))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load (theme_name, &error);
  JsonObject *page = json_object_get_object_member (pages, name);
  g_autoptr (GalleyValue) context = value_from_json (json_object_get_member (page, "context"));
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  if (change != NULL)
    change (context);
  galley_theme_render (theme, json_object_get_string_member (page, "page"), context, out, &error);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static char *
render (const char *theme_name, const char *name)
{
  return render_changed (theme_name, name, NULL);
}

static void
assert_has (const char *html, const char *words)
{
  if (strstr (html, words) == NULL)
    g_error ("the page has no \"%s\":\n%s", words, html);
}

static guint
count (const char *html, const char *words)
{
  guint n = 0;

  for (const char *p = html; (p = strstr (p, words)) != NULL; p += strlen (words))
    n++;
  return n;
}

static gboolean
is_void (const char *tag)
{
  static const char *const names[] = { "area",  "br",   "col",  "embed",  "hr",  "img",
                                       "input", "link", "meta", "source", "wbr", NULL };

  return g_strv_contains (names, tag);
}

/* Every element that is opened is closed, and in order. */
static void
assert_balanced (const char *html, const char *what)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRegex) tag =
      g_regex_new ("<(/?)([a-z][a-z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (tag, html, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *slash = g_match_info_fetch (match, 1);
      g_autofree char *name = g_match_info_fetch (match, 2);

      if (is_void (name))
        continue;
      if (*slash == '\0')
        {
          g_ptr_array_add (open, g_steal_pointer (&name));
          continue;
        }
      if (open->len == 0 || !g_str_equal (g_ptr_array_index (open, open->len - 1), name))
        g_error ("%s: </%s> closes %s", what, name,
                 open->len == 0 ? "nothing" : (char *) g_ptr_array_index (open, open->len - 1));
      g_ptr_array_remove_index (open, open->len - 1);
    }
  g_assert_cmpuint (open->len, ==, 0);
}

/* Every id is there once, and every reference to one by aria-labelledby or for finds it. */
static void
assert_references (const char *html, const char *what)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const patterns[] = { " id=\"([^\"]*)\"",
                                          " (?:aria-labelledby|for)=\"([^\"]*)\"" };

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[pass], 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (regex, html, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          char *id = g_match_info_fetch (match, 1);

          if (pass == 0 && !g_hash_table_add (ids, id))
            g_error ("%s: the id %s is there twice", what, id);
          if (pass == 0)
            continue;
          if (!g_hash_table_contains (ids, id))
            g_error ("%s: nothing has the id %s", what, id);
          g_free (id);
        }
    }
}

static void
test_are_sound_html (gconstpointer theme)
{
  g_autoptr (GList) names = json_object_get_members (pages);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *html = render (theme, l->data);

      g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>\n<html lang="));
      assert_balanced (html, l->data);
      assert_references (html, l->data);
      g_assert_cmpuint (count (html, "<h1"), ==, 1);
      g_assert_cmpuint (count (html, "<main id=\"main\""), ==, 1);
      g_assert_cmpuint (count (html, "<title>"), ==, 1);
      g_assert_cmpuint (count (html, "href=\"\""), ==, 0);
      g_assert_cmpuint (count (html, "src=\"\""), ==, 0);
      g_assert_cmpuint (count (html, "{{"), ==, 0);
      g_assert_cmpuint (count (html, "<script"), ==, 0);
      assert_has (html, "<meta name=\"description\" content=\"x\">");
      assert_has (html, "href=\"ASSETS/style.css\"");
    }
}

static void
test_show_the_whole_diary (gconstpointer theme)
{
  static const char *const words[] = {
    "Travel Diary: Transforming the U.S.-Russian Relationship</h1>",
    "Posted by DipNote Bloggers",
    "datetime=\"2009-10-13T18:30:00+04:00\">October 13, 2009</time>",
    "Moscow, Russia",
    "Part 2 of 2",
    "<a href=\"../../../map/index.html\">Interactive Travel Map</a>",
    "<a href=\"../../../answers/index.html\">Text the Secretary Answers</a>",
    "<div id=\"content\" class=\"e-content\"><p>Today, Secretary Clinton met",
    "<blockquote>",
    "Read the <a href=\"../../../2009/10/zurich/index.html\" rel=\"prev\">previous Travel Diary "
    "entry</a>.",
    "2 comments</h2>",
    "id=\"comment-1\"",
    "Maryland, USA",
    "<h3>Patrick in Maryland writes:</h3>",
    "New York, USA",
    "<h3>Ron in New York writes:</h3>",
    "Latest Stories</h2>",
    "March 2, 2011</time>",
    "A Roadshow About Jobs</a>",
    "Asia-Pacific Economic…",
    "more<span class=\"unseen\">: A Roadshow About Jobs</span></a>",
  };
  g_autofree char *html = render (theme, "post");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_has (html, words[i]);
}

static void
test_show_what_a_post_may_have (gconstpointer theme)
{
  g_autofree char *html = render (theme, "rich");

  assert_has (html, "Updated <time");
  assert_has (html, "October 20, 2009</time>");
  assert_has (html, ">Draft</span>");
  assert_has (html, "<a href=\"#one\">A heading of the second level</a>");
  assert_has (html, "<form action=\"https://example.org/comments\" method=\"post\"");
  assert_has (html, "name=\"website\" tabindex=\"-1\" autocomplete=\"off\"");
  assert_has (html, ">Question</span>");
  assert_has (html, "in reply to Ron");
  assert_has (html, "<a href=\"mailto:x@example.org\">Reply<span class=\"unseen\">");
}

static void
test_turn_around (gconstpointer theme)
{
  g_autofree char *html = render (theme, "rtl");

  assert_has (html, "<html lang=\"ar\" dir=\"rtl\"");
}

static void
test_lead_to_older_posts (gconstpointer theme)
{
  g_autofree char *html = render (theme, "index");

  assert_has (html, "<a href=\"page/2/index.html\" rel=\"next\">Older posts</a>");
  assert_has (html, "Page 1 of 2");
  g_assert_cmpuint (count (html, "Newer posts"), ==, 0);
}

static void
make_hostile (GalleyValue *context)
{
  GalleyValue *options = value_from_text (
      "{\"accent\":\"\\\"><script>alert(1)</script>\",\"footer_note\":\"<script>\",\"scheme\":"
      "\"\\\" onload=\\\"x\",\"show_latest\":true}");

  galley_value_set (context, "options", options);
}

static void
test_options_cannot_break_out (gconstpointer theme)
{
  g_autofree char *html = render_changed (theme, "post", make_hostile);

  g_assert_cmpuint (count (html, "<script"), ==, 0);
  g_assert_cmpuint (count (html, "\" onload"), ==, 0);
  assert_balanced (html, "post");
}

static void
add (const char *theme, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/theme/pages/%s/%s", theme, name);

  g_test_add_data_func (path, g_intern_string (theme), function);
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) themes = galley_theme_list_built_in ();
  g_autofree char *path = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "fixtures", "theme", "pages.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  pages = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; themes[i] != NULL; i++)
    {
      add (themes[i], "are_sound_html", test_are_sound_html);
      add (themes[i], "show_the_whole_travel_diary", test_show_the_whole_diary);
      add (themes[i], "show_what_a_post_may_have", test_show_what_a_post_may_have);
      add (themes[i], "turn_around_for_right_to_left", test_turn_around);
      add (themes[i], "lead_to_older_posts", test_lead_to_older_posts);
      add (themes[i], "are_safe_from_hostile_options", test_options_cannot_break_out);
    }
  return g_test_run ();
}
