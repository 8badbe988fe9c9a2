/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "galley-theme.h"
#include "json-value.h"

typedef struct
{
  char *folder;
} Fixture;

static void
write_bytes (Fixture *f, const char *path, const char *data, gssize length)
{
  g_autofree char *full = g_build_filename (f->folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_file_set_contents (full, data, length, &error);
  g_assert_no_error (error);
}

static void
write_text (Fixture *f, const char *path, const char *text)
{
  write_bytes (f, path, text, -1);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("galley-theme-XXXXXX", NULL);
  write_text (f, "theme.json", "{ \"name\": \"mine\", \"title\": \"My theme\" }");
  write_text (f, "templates/index.mustache", "<h1>{{site.title}}</h1>\n{{>foot}}");
  write_text (f, "templates/post.mustache", "<h1>{{post.title}}</h1>\n{{>foot}}");
  write_text (f, "templates/_foot.mustache", "<footer>{{note}}</footer>\n");
  write_text (f, "assets/style.css", "p{}");
  write_text (f, "assets/img/a.svg", "<svg/>");
}

static void
remove_tree (GFile *folder)
{
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
      folder, "standard::name,standard::type", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;
  GFileInfo *info;

  while (entries != NULL && g_file_enumerator_iterate (entries, &info, &child, NULL, NULL) &&
         info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        remove_tree (child);
      else
        g_file_delete (child, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (f->folder);

  remove_tree (folder);
  g_free (f->folder);
}

static GalleyTheme *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GalleyTheme *theme = galley_theme_load (f->folder, &error);

  g_assert_no_error (error);
  return theme;
}

static void
assert_refused (Fixture *f, GalleyThemeError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_theme_load (f->folder, &error));
  if (!g_error_matches (error, GALLEY_THEME_ERROR, (int) code) ||
      strstr (error->message, words) == NULL)
    g_error ("\"%s\" was expected, and came as: %s", words, error->message);
}

static void
test_loads_a_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyTheme) theme = load (f);
  g_autoptr (GalleyValue) context =
      value_from_text ("{\"post\":{\"title\":\"A & B\"},\"note\":\"end\"}");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) assets = galley_theme_list_assets (theme);
  g_autoptr (GBytes) style = galley_theme_get_asset (theme, "style.css");
  g_autofree char *paths = g_strjoinv (" ", assets);

  g_assert_cmpstr (galley_theme_get_title (theme), ==, "My theme");
  g_assert_true (galley_theme_has_page (theme, "post"));
  g_assert_false (galley_theme_has_page (theme, "_foot"));
  g_assert_false (galley_theme_has_page (theme, "archive"));
  g_assert_true (galley_theme_render (theme, "post", context, out, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==, "<h1>A &amp; B</h1>\n<footer>end</footer>\n");
  g_assert_cmpstr (paths, ==, "img/a.svg style.css");
  g_assert_cmpmem (g_bytes_get_data (style, NULL), g_bytes_get_size (style), "p{}", 3);
  g_assert_null (galley_theme_get_asset (theme, "../theme.json"));
}

static void
test_says_which_page_it_has_not (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyTheme) theme = load (f);
  g_autoptr (GalleyValue) context = galley_value_new_map ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_theme_render (theme, "archive", context, out, &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_NOT_FOUND);
}

static void
test_fingerprint_follows_every_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyTheme) first = load (f);
  g_autoptr (GalleyTheme) again = load (f);
  g_autoptr (GalleyTheme) changed = NULL;
  g_autoptr (GalleyTheme) renamed = NULL;
  g_autofree char *from = g_build_filename (f->folder, "assets/style.css", NULL);
  g_autofree char *to = g_build_filename (f->folder, "assets/other.css", NULL);

  g_assert_cmpstr (galley_theme_get_fingerprint (first), ==, galley_theme_get_fingerprint (again));
  g_assert_cmpuint (strlen (galley_theme_get_fingerprint (first)), ==, 64);
  write_text (f, "assets/style.css", "q{}");
  changed = load (f);
  g_assert_cmpstr (galley_theme_get_fingerprint (first), !=,
                   galley_theme_get_fingerprint (changed));
  g_assert_cmpint (g_rename (from, to), ==, 0);
  renamed = load (f);
  g_assert_cmpstr (galley_theme_get_fingerprint (changed), !=,
                   galley_theme_get_fingerprint (renamed));
}

static void
test_hidden_files_are_passed_over (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyTheme) theme = NULL;
  g_auto (GStrv) assets = NULL;

  write_text (f, "assets/.DS_Store", "x");
  write_text (f, "assets/style.css~", "x");
  write_text (f, "templates/_bad.mustache~", "{{");
  theme = load (f);
  assets = galley_theme_list_assets (theme);
  g_assert_cmpuint (g_strv_length (assets), ==, 2);
}

static void
make_link (Fixture *f, const char *target, const char *path)
{
  g_autofree char *full = g_build_filename (f->folder, path, NULL);

  g_assert_cmpint (symlink (target, full), ==, 0);
}

static void
test_refuses_links_in_assets (Fixture *f, gconstpointer data)
{
  make_link (f, "/etc/passwd", "assets/passwd.txt");
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "assets/passwd.txt");
}

static void
test_refuses_links_to_folders (Fixture *f, gconstpointer data)
{
  make_link (f, "/etc", "assets/etc");
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "assets/etc");
}

static void
test_refuses_a_linked_assets_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *assets = g_build_filename (f->folder, "assets", NULL);
  g_autofree char *moved = g_build_filename (f->folder, "moved", NULL);

  g_assert_cmpint (g_rename (assets, moved), ==, 0);
  make_link (f, "/etc/ssl", "assets");
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "assets");
}

static void
test_refuses_linked_templates_and_manifests (Fixture *f, gconstpointer data)
{
  g_autofree char *manifest = g_build_filename (f->folder, "theme.json", NULL);

  make_link (f, "/etc/passwd", "templates/_x.mustache");
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "templates/_x.mustache");
  g_assert_cmpint (g_unlink (manifest), ==, 0);
  make_link (f, "/etc/passwd", "theme.json");
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "theme.json");
}

static void
test_refuses_pipes (Fixture *f, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (f->folder, "assets/pipe", NULL);
  g_autofree char *command = g_strdup_printf ("mkfifo %s", pipe);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "assets/pipe");
}

static void
test_refuses_names_that_are_no_paths (Fixture *f, gconstpointer data)
{
  write_text (f, "assets/a\nb.css", "x");
  assert_refused (f, GALLEY_THEME_ERROR_UNSAFE_PATH, "a\\nb.css");
}

static void
test_refuses_huge_files (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "assets/huge.bin", NULL);

  write_text (f, "assets/huge.bin", "");
  g_assert_cmpint (truncate (path, (off_t) 1 << 40), ==, 0);
  assert_refused (f, GALLEY_THEME_ERROR_TOO_LARGE, "assets/huge.bin");
}

static void
test_refuses_deep_folders (Fixture *f, gconstpointer data)
{
  write_text (f, "assets/1/2/3/4/5/6/7/8/9/x.css", "x");
  assert_refused (f, GALLEY_THEME_ERROR_TOO_LARGE, "nested deeper");
}

static void
test_refuses_too_many_files (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 2001; i++)
    {
      g_autofree char *path = g_strdup_printf ("assets/%d.css", i);

      write_text (f, path, "");
    }
  assert_refused (f, GALLEY_THEME_ERROR_TOO_LARGE, "more than 2000 files");
}

static void
test_needs_its_pages (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "templates/post.mustache", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_refused (f, GALLEY_THEME_ERROR_NOT_FOUND, "templates/post.mustache");
}

static void
test_tells_mistakes_in_templates (Fixture *f, gconstpointer data)
{
  write_text (f, "templates/_foot.mustache", "<p>\n{{#a}}\n</p>");
  assert_refused (f, GALLEY_THEME_ERROR_SYNTAX,
                  "templates/_foot.mustache:2:1: the section a is never closed");
  write_bytes (f, "templates/_foot.mustache", "a\0b", 3);
  assert_refused (f, GALLEY_THEME_ERROR_SYNTAX, "templates/_foot.mustache:1:1: ");
  write_text (f, "templates/_foot.mustache", "a\n\n{{>nowhere}}");
  assert_refused (f, GALLEY_THEME_ERROR_SYNTAX,
                  "templates/_foot.mustache:3:1: there is no partial nowhere");
}

/* A mistake of another kind on every line: all are told, each with its line, and no other line is.
 */
static void
test_tells_every_line_of_a_template (Fixture *f, gconstpointer data)
{
  static const char *const lines[] = {
    "{{}}",
    "{{a b}}",
    "{{# }}",
    "{{/never}}",
    "{{ #late}}",
    "{{<parent}}",
    "{{a..b}}",
    "{{=one two three=}}",
    "{{#open}}<p>{{/other}}{{/open}}",
    "{{> }}",
    "{{{three}}",
    "{{*dynamic}}",
    "{{#last}}",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (text, "%s\n", lines[i]);
  write_text (f, "templates/_foot.mustache", text->str);
  g_assert_null (galley_theme_load (f->folder, &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX);
  g_test_message ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *place = g_strdup_printf ("templates/_foot.mustache:%u:", i + 1);

      if (strstr (error->message, place) == NULL)
        g_error ("line %u, %s, is not told: %s", i + 1, lines[i], error->message);
    }
  g_assert_null (strchr (error->message, '\n'));
}

/* All that is wrong with a theme is told at once. */
static void
test_tells_mistakes_in_several_files (Fixture *f, gconstpointer data)
{
  static const char *const told[] = {
    "theme.json:1:24: \"title\" has",
    "; templates/_foot.mustache:1:4: a tag without a name",
    "; templates/_foot.mustache:2:1: {{/x}} closes",
    "; templates/index.mustache:1:1: the section a is never",
    "; templates/post.mustache:2:2: there is no partial nowhere",
    "; templates/post.mustache:3:1: there is no partial neither",
    "; assets/css/a.css:2:13: there is no file assets/img/no.png",
    "; assets/css/a.css:3:10: there is no file assets/css/other.css",
  };
  g_autoptr (GError) error = NULL;

  write_text (f, "theme.json", "{ \"name\": \"x\",\"title\": 3 }");
  write_text (f, "templates/_foot.mustache", "ab {{}}\n{{/x}}\n");
  write_text (f, "templates/index.mustache", "{{#a}}");
  write_text (f, "templates/post.mustache", "{{>foot}}\n {{>nowhere}}\n{{>neither}}\n");
  write_text (f, "assets/img/yes.png", "x");
  write_text (f, "assets/css/a.css",
              "a{b:url( '../img/yes.png?1#2' )} /* url(not.png) */\n"
              "a { b: url( ../img/no.png ) } b { c: url(data:image/png;base64,AA) }\n"
              "@import \"other.css\"; c::before { content: 'url(no)'; d: url(#e) url(//f/g) }\n");
  g_assert_null (galley_theme_load (f->folder, &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (strstr (error->message, told[i]) == NULL)
      g_error ("%s is not told: %s", told[i], error->message);
  g_assert_null (strstr (error->message, "not.png"));
  g_assert_null (strstr (error->message, "yes.png"));
  g_assert_null (strstr (error->message, "no partial foot"));
  g_assert_null (strchr (error->message, '\n'));
}

typedef struct
{
  const char *json;
  const char *message;
} BadManifest;

static const BadManifest bad_manifests[] = {
  { "", "theme.json:1:" },
  { "[]", "theme.json:1:1: the manifest has to be an object" },
  { "{}", "theme.json:1:1: the theme has no \"name\"" },
  { "{ \"name\": \"x\",\n  \"title\": }", "theme.json:2:" },
  { "{ \"name\": \"x\",\n  \"title\": 3 }", "theme.json:2:12: \"title\" has to be a text" },
  { "{ \"name\": \"x\",\n\"options\": {} }", "theme.json:2:12: \"options\" has to be a list" },
  { "{ \"name\": \"x\",\n\"options\": [ 1 ] }",
    "theme.json:2:14: every option has to be an object" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"no good\" } ] }",
    "theme.json:2:11: an option" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"a\" } ] }",
    "theme.json:2:1: the option a has no \"type\"" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"a\",\n \"type\": \"colour\" } ] }",
    "theme.json:3:10: the option a has the type \"colour\"" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"a\", \"type\": \"color\" } ] }",
    "theme.json:2:1: the option a has no \"fallback\"" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"a\", \"type\": \"color\", \"fallback\": "
    "\"red;}\" } ] }",
    "theme.json:2:45: the fallback \"red;}\" of the option a" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"a\", \"type\": \"choice\", \"fallback\": "
    "\"b\" } ] }",
    "theme.json:2:1: the option a is a choice" },
  { "{ \"name\": \"x\", \"options\": [\n{ \"name\": \"a\", \"type\": \"choice\", \"choices\": [3], "
    "\"fallback\": \"b\" } ] }",
    "theme.json:2:45: a choice of the option a" },
  { "{ \"title\": 3,\n \"options\": [\n {},\n { \"name\": \"a\", \"type\": true },\n 5 ],\n "
    "\"author\": "
    "[] }",
    "theme.json:1:1: the theme has no \"name\"; theme.json:1:12: \"title\" has to be a text in "
    "quotes; "
    "theme.json:6:12: \"author\" has to be a text in quotes; theme.json:3:2: an option needs" },
  { "{ \"name\": \"fallback\", \"options\": [ { \"name\": \"fallback\", \"type\": \"text\", "
    "\"label\": "
    "\"}]\\\"\" },\n { \"name\": \"b\", \"type\": 2 } ] }",
    "; theme.json:2:25: \"type\" has to be a text" },
};

static void
test_tells_mistakes_in_the_manifest (Fixture *f, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (60000, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (bad_manifests); i++)
    {
      write_text (f, "theme.json", bad_manifests[i].json);
      assert_refused (f, GALLEY_THEME_ERROR_SYNTAX, bad_manifests[i].message);
    }
  write_text (f, "theme.json", deep);
  assert_refused (f, GALLEY_THEME_ERROR_SYNTAX, "brackets");
}

static void
test_reads_options (Fixture *f, gconstpointer data)
{
  g_autoptr (GalleyTheme) theme = NULL;
  const GalleyThemeOption *option;
  GPtrArray *options;

  write_text (
      f, "theme.json",
      "{ \"name\": \"x\", \"options\": ["
      "{ \"name\": \"accent\", \"type\": \"color\", \"fallback\": \"#00ff00\" },"
      "{ \"name\": \"panel\", \"type\": \"boolean\", \"fallback\": true },"
      "{ \"name\": \"face\", \"label\": \"Type\", \"type\": \"choice\", \"fallback\": \"b\","
      "  \"choices\": [\"a\", {\"value\": \"b\", \"label\": \"The B\"}] } ] }");
  theme = load (f);
  options = galley_theme_get_options (theme);
  g_assert_cmpuint (options->len, ==, 3);
  option = g_ptr_array_index (options, 0);
  g_assert_true (galley_theme_option_accepts (option, "#AbCdEf"));
  g_assert_false (galley_theme_option_accepts (option, "#12345"));
  g_assert_false (galley_theme_option_accepts (option, "red"));
  option = g_ptr_array_index (options, 1);
  g_assert_cmpstr (option->fallback, ==, "true");
  option = g_ptr_array_index (options, 2);
  g_assert_cmpstr (option->label, ==, "Type");
  g_assert_cmpstr (option->choice_labels[1], ==, "The B");
  g_assert_true (galley_theme_option_accepts (option, "a"));
  g_assert_false (galley_theme_option_accepts (option, "c"));
}

/* ---- the built-in themes ---- */

static void
test_built_in_themes_are_whole (void)
{
  g_auto (GStrv) names = galley_theme_list_built_in ();

  g_assert_true (g_strv_contains ((const char *const *) names, "dispatch"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      static const char *const pages[] = { "index",  "post",    "page",    "tag", "tags",
                                           "series", "archive", "answers", "404", "series-index" };
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyTheme) theme = galley_theme_load (names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (galley_theme_get_name (theme), ==, names[i]);
      for (guint p = 0; p < G_N_ELEMENTS (pages); p++)
        g_assert_true (galley_theme_has_page (theme, pages[p]));
      g_assert_nonnull (galley_theme_get_asset (theme, "style.css"));
    }
}

static void
test_a_theme_that_is_nowhere (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_theme_load ("/nonexistent/theme", &error));
  g_assert_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "dispatch"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/theme/folder/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("loads_templates_partials_and_assets", test_loads_a_folder);
  ADD ("says_which_page_it_has_not", test_says_which_page_it_has_not);
  ADD ("fingerprint_follows_every_file", test_fingerprint_follows_every_file);
  ADD ("hidden_files_are_passed_over", test_hidden_files_are_passed_over);
  ADD ("refuses_links_in_assets", test_refuses_links_in_assets);
  ADD ("refuses_links_to_folders", test_refuses_links_to_folders);
  ADD ("refuses_a_linked_assets_folder", test_refuses_a_linked_assets_folder);
  ADD ("refuses_linked_templates_and_manifests", test_refuses_linked_templates_and_manifests);
  ADD ("refuses_pipes", test_refuses_pipes);
  ADD ("refuses_names_that_are_no_paths", test_refuses_names_that_are_no_paths);
  ADD ("refuses_huge_files", test_refuses_huge_files);
  ADD ("refuses_deep_folders", test_refuses_deep_folders);
  ADD ("refuses_too_many_files", test_refuses_too_many_files);
  ADD ("needs_its_pages", test_needs_its_pages);
  ADD ("tells_mistakes_in_templates", test_tells_mistakes_in_templates);
  ADD ("tells_a_mistake_on_every_line_of_a_template", test_tells_every_line_of_a_template);
  ADD ("tells_mistakes_in_several_files", test_tells_mistakes_in_several_files);
  ADD ("tells_mistakes_in_the_manifest", test_tells_mistakes_in_the_manifest);
  ADD ("reads_options", test_reads_options);
  g_test_add_func ("/theme/built_in/themes_are_whole", test_built_in_themes_are_whole);
  g_test_add_func ("/theme/built_in/a_theme_that_is_nowhere_is_told", test_a_theme_that_is_nowhere);
  return g_test_run ();
}
