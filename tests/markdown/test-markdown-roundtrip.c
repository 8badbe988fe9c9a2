/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-html-to-markdown.h"
#include "galley-markdown.h"

/* HTML made by chance becomes Markdown and HTML again, and each of its letters is as emphasised,
 * linked, listed and quoted as it was. With -m slow, many more trees are made. */

#define TREES 4000
#define TREES_SLOW 100000

static void
add_text (GRand *rand, GString *html)
{
  static const char *const pieces[] = {
    "a", "bc", " ",      " d ", ";",         "e.",    "(f",  "g)",   ", ",   "!",
    "*", "_",  "`",      "[h]", "&lt;i&gt;", "#",     "1. ", "- j",  "+ ",   "&amp;",
    "~", "\\", "&nbsp;", "é",   "中",        "「x」", "？",  "|",    "{.k}", ":",
    "😀", "=",  "l_m",    "n*o", "&gt; ",     "\n",    "?[",  "](p)", "[^1]", "—"
  };

  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    g_string_append (html, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

static void
add_code (GRand *rand, GString *html)
{
  static const char *const pieces[] = { "a",    "b c", "`",    "``", "*d*",
                                        "&lt;", "\\",  "e_f_", "~~", "[g]" };

  g_string_append (html, "<code>");
  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    g_string_append (html, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  g_string_append (html, "</code>");
}

static void
add_inlines (GRand *rand, GString *html, guint depth, gboolean in_link)
{
  static const char *const names[] = { "em", "strong", "del", "i", "b", "a" };

  for (guint i = g_rand_int_range (rand, 1, 5); i > 0; i--)
    {
      guint kind = g_rand_int_range (rand, 0, 12);

      if (kind < G_N_ELEMENTS (names) - (in_link ? 1 : 0) && depth > 0)
        {
          gboolean link = g_str_equal (names[kind], "a");

          if (link)
            g_string_append_printf (html, "<a href=\"u%d\">", g_rand_int_range (rand, 0, 3));
          else
            g_string_append_printf (html, "<%s>", names[kind]);
          add_inlines (rand, html, depth - 1, in_link || link);
          g_string_append_printf (html, "</%s>", names[kind]);
        }
      else if (kind == 6)
        add_code (rand, html);
      else if (kind == 7)
        g_string_append (html, "<br>");
      else
        add_text (rand, html);
    }
}

static void add_blocks (GRand *rand, GString *html, guint depth);

static void
add_list (GRand *rand, GString *html, guint depth)
{
  const char *name = g_rand_boolean (rand) ? "ul" : "ol";
  gboolean loose = g_rand_int_range (rand, 0, 4) == 0;

  g_string_append_printf (html, "<%s>", name);
  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    {
      g_string_append (html, loose ? "<li><p>" : "<li>");
      add_inlines (rand, html, 2, FALSE);
      if (loose)
        g_string_append (html, "</p>");
      if (depth > 0 && g_rand_boolean (rand))
        add_list (rand, html, depth - 1);
      else if (loose && depth > 0)
        add_blocks (rand, html, depth - 1);
      g_string_append (html, "</li>");
    }
  g_string_append_printf (html, "</%s>", name);
}

static void
add_blocks (GRand *rand, GString *html, guint depth)
{
  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    switch (g_rand_int_range (rand, 0, depth > 0 ? 7 : 4))
      {
      case 0:
        g_string_append (html, "<h2>");
        add_inlines (rand, html, 2, FALSE);
        g_string_append (html, "</h2>");
        break;
      case 1:
        g_string_append (html, "<pre>q *r*\n\n  s ```</pre>");
        break;
      case 4:
        g_string_append (html, "<blockquote>");
        add_blocks (rand, html, depth - 1);
        g_string_append (html, "</blockquote>");
        break;
      case 5:
      case 6:
        add_list (rand, html, depth - 1);
        break;
      default:
        g_string_append (html, "<p>");
        add_inlines (rand, html, 3, FALSE);
        g_string_append (html, "</p>");
      }
}

/* What is open around a letter. */
typedef struct
{
  guint emphasis, strong, deleted, code, pre, heading;
  GString *link;
  GArray *
      blocks; /* of guint: of a list its kind and how many items there were; of others their kind */
} State;

static guint *
get_count (State *state, const char *name)
{
  return g_str_equal (name, "em") || g_str_equal (name, "i")       ? &state->emphasis
         : g_str_equal (name, "strong") || g_str_equal (name, "b") ? &state->strong
         : g_str_equal (name, "del")                               ? &state->deleted
         : g_str_equal (name, "code")                              ? &state->code
         : g_str_equal (name, "pre")                               ? &state->pre
         : g_str_equal (name, "h2")                                ? &state->heading
                                                                   : NULL;
}

static void
take_tag (State *state, const char *tag)
{
  gboolean end = *tag == '/';
  g_autofree char *name = g_strndup (tag + end, strcspn (tag + end, " >"));
  guint *count = get_count (state, name);
  guint block = g_str_equal (name, "ul") ? 1000 : g_str_equal (name, "ol") ? 2000 : 3000;

  if (count != NULL)
    *count += end ? -1 : 1;
  else if (g_str_equal (name, "a"))
    {
      g_string_truncate (state->link, 0);
      if (!end)
        g_string_append_len (state->link, strchr (tag, '"') + 1, 2);
    }
  else if (g_str_equal (name, "li") && !end)
    g_array_index (state->blocks, guint, state->blocks->len - 1)++;
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol") || g_str_equal (name, "blockquote"))
    {
      if (end)
        g_array_set_size (state->blocks, state->blocks->len - 1);
      else
        g_array_append_val (state->blocks, block);
    }
}

static void
add_letter (const State *state, GString *out, const char *letter, gsize length)
{
  g_string_append_len (out, letter, length);
  g_string_append_printf (out, " %s%s%s%s%s%s%s", state->emphasis > 0 ? "e" : "",
                          state->strong > 0 ? "s" : "", state->deleted > 0 ? "d" : "",
                          state->code > 0 && state->pre == 0 ? "c" : "", state->pre > 0 ? "p" : "",
                          state->heading > 0 ? "h" : "", state->link->str);
  for (guint i = 0; i < state->blocks->len; i++)
    g_string_append_printf (out, "/%u", g_array_index (state->blocks, guint, i));
  g_string_append_c (out, '\n');
}

/* A line for each letter of @html that is no white space, with what is open around it. */
static char *
read_letters (const char *html)
{
  g_autoptr (GString) link = g_string_new (NULL);
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (guint));
  State state = { .link = link, .blocks = blocks };
  GString *out = g_string_new (NULL);

  while (*html != '\0')
    {
      gsize length = *html == '&'   ? strcspn (html, ";") + 1
                     : *html == '<' ? strcspn (html, ">") + 1
                                    : g_utf8_next_char (html) - html;

      if (*html == '<')
        take_tag (&state, html + 1);
      else if (!g_unichar_isspace (g_utf8_get_char (html)) && !g_str_has_prefix (html, "&nbsp;"))
        add_letter (&state, out, html, length);
      html += length;
    }
  return g_string_free (out, FALSE);
}

static void
check (const char *html, GalleyProfile profile)
{
  GalleyMarkdownOptions options = { .profile = profile, .no_raw_html = FALSE };
  g_autofree char *markdown = galley_html_to_markdown (html, -1, NULL);
  g_autofree char *again = galley_markdown_to_html (markdown, -1, &options);
  g_autofree char *wanted = read_letters (html);
  g_autofree char *got = read_letters (again);

  if (g_strcmp0 (wanted, got) != 0)
    {
      gsize same = 0;

      while (wanted[same] == got[same] && wanted[same] != '\0')
        same++;
      same = same > 60 ? same - 60 : 0;
      g_error ("HTML:\n%s\nMarkdown:\n%s\nwanted:\n%.120s\ngot:\n%.120s", html, markdown,
               wanted + same, got + same);
    }
}

static void
test_trees (void)
{
  guint n = g_test_slow () ? TREES_SLOW : TREES;

  for (guint seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) html = g_string_new (NULL);

      /* The small first: they are easier to look at. */
      if (seed < n / 2)
        {
          g_string_append (html, "<p>");
          add_inlines (rand, html, seed * 6 / n, FALSE);
          g_string_append (html, "</p>");
        }
      else
        add_blocks (rand, html, 3);
      check (html->str, GALLEY_PROFILE_POST);
      check (html->str, GALLEY_PROFILE_GFM);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/from_html/every_letter_keeps_what_is_around_it", test_trees);
  return g_test_run ();
}
