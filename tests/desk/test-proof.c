/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an editor would find before a site is published: each fault once, where it stands, and
 * nothing that is none. */
#include "galley-proof.h"

#include <glib/gstdio.h>
#include <string.h>

#include "galley-comment.h"
#include "galley-date.h"
#include "galley-media.h"
#include "galley-post.h"
#include "galley-proof-address.h"
#include "galley-series.h"
#include "galley-site-settings.h"

typedef struct
{
  char *folder, *path;
  GalleyProject *project;
  GalleyProof *proof;
  GDateTime *now;
  GPtrArray *found;
} Fixture;

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleySiteSettings) settings = NULL;

  fixture->folder = g_dir_make_tmp ("galley-proof-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "site.galley", NULL);
  fixture->project = galley_project_create (fixture->path, NULL);
  settings = galley_project_load_settings (fixture->project, NULL);
  set (&settings->title, "Diary");
  set (&settings->url, "https://example.org/blog");
  g_assert_true (galley_project_save_settings (fixture->project, settings, NULL));
  fixture->proof = galley_proof_new ();
  fixture->now = galley_date_parse ("2024-06-01T12:00:00Z", NULL, NULL);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->found, g_ptr_array_unref);
  galley_proof_free (fixture->proof);
  galley_project_close (fixture->project);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_date_time_unref (fixture->now);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
save (Fixture *fixture, GalleyPost *post)
{
  g_autoptr (GError) error = NULL;

  galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error);
  g_assert_no_error (error);
}

static void
publish (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;

  galley_project_publish_post (fixture->project, id, fixture->now, &error);
  g_assert_no_error (error);
}

static GalleyPost *
new_post (const char *title, const char *date, const char *body)
{
  GalleyPost *post = galley_post_new ();

  set (&post->title, title);
  set (&post->body, body);
  post->date = galley_date_parse (date, NULL, NULL);
  return post;
}

static gint64
add_post (Fixture *fixture, const char *title, const char *body)
{
  g_autoptr (GalleyPost) post = new_post (title, "2024-01-02T10:00:00Z", body);

  save (fixture, post);
  publish (fixture, post->id);
  return post->id;
}

static void
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->found, g_ptr_array_unref);
  fixture->found = galley_proof_run (fixture->proof, fixture->project, fixture->now, NULL, &error);
  g_assert_no_error (error);
}

/* "must missing-page 3 /nope/", a line a finding. */
static char *
describe (GPtrArray *findings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpstr (finding->what, !=, "");
      g_assert_false (g_str_has_suffix (finding->what, "."));
      g_string_append_printf (out, "%s %s %u %s\n", finding->must ? "must" : "should",
                              finding->rule, finding->line, finding->text);
    }
  return g_string_free (out, FALSE);
}

static void
assert_found (Fixture *fixture, const char *expected)
{
  g_autofree char *found = NULL;

  run (fixture);
  found = describe (fixture->found);
  g_assert_cmpstr (found, ==, expected);
}

static void
a_whole_site_has_nothing_to_mend (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_post (fixture, "One", "A text.\n\n## A part {#part}\n\nMore of it.");
  g_autofree char *body = g_strdup_printf (
      "[one](post:%" G_GINT64_FORMAT "#part) [page](../one/) [file](../one/index.html#part) "
      "[slug](post:one) [top](#top) [up](../../../index.html) [feed](/blog/feed.xml) "
      "[whole](https://example.org/blog/2024/01/one/) [host](/elsewhere/) [out](https://a.example) "
      "[tag](#two) [mail](mailto:a@b.example?subject=x) [call](tel:+123) `[[x]] {{< y >}} the the` "
      "\\[a\\](b) ![words](https://a.example/p.png)\n\n<a id=\"two\"></a>\n\n"
      "That that is, is. Pago Pago, Walla\nWalla. A note[^n].\n\n[^n]: It.\n\n"
      "| a | b |\n|---|---|\n| 1 | 2 |\n",
      id);

  add_post (fixture, "Two", body);
  assert_found (fixture, "");
}

static void
every_fault_of_a_text_is_found_once_where_it_stands (Fixture *fixture, gconstpointer data)
{
  static const char *const body = "![gone](nothere.jpg) [dead](other.md)\n"
                                  "[frag](#nope) [empty]() [site](/blog/2020/01/none/)\n"
                                  "[ref][none] ![sp](my pic.png) ![[z.jpg]]\n"
                                  "{{< x >}} {% y %} [caption id=\"1\"]\n"
                                  "[bad](http://) [m](mailto:) [home](http://localhost:1313/)\n"
                                  "[disk](file:///home/me/x) [script](javascript:a())\n"
                                  "![](https://a.example/a.png) [](https://a.example/)\n"
                                  "The the end[^lost].\n"
                                  "\n"
                                  "## Two\n"
                                  "\n"
                                  "#### Four\n"
                                  "\n"
                                  "<table><tr><td>x</td></tr></table>\n"
                                  "\n"
                                  "In C:\\Users\\me\\x it was {: .class}\n"
                                  "<img src=\"media:lost.png\" alt=\"lost\"> [p](post:99)\n";

  add_post (fixture, "Faults", body);
  assert_found (fixture, "must missing-picture 1 nothere.jpg\n"
                         "must missing-page 1 other.md\n"
                         "should missing-anchor 2 #nope\n"
                         "should empty-address 1 \n"
                         "must missing-page 2 /blog/2020/01/none/\n"
                         "should malformed-address 5 http://\n"
                         "should malformed-address 5 mailto:\n"
                         "must local-address 5 http://localhost:1313/\n"
                         "must local-address 6 file:///home/me/x\n"
                         "should script-address 6 javascript:a()\n"
                         "must missing-media 17 media:lost.png\n"
                         "must missing-post 17 post:99\n"
                         "should missing-alternative 7 https://a.example/a.png\n"
                         "should empty-link 7 https://a.example/\n"
                         "should shortcode 4 {{< x >}}\n"
                         "should shortcode 4 {% y %}\n"
                         "should shortcode 4 [caption id=“1”]\n"
                         "should wiki-link 3 ![[z.jpg]]\n"
                         "should broken-link 3 ![sp](my pic.png)\n"
                         "should missing-definition 3 [ref][none]\n"
                         "should missing-footnote 8 [^lost]\n"
                         "should doubled-word 8 The the\n"
                         "should table-header 14 \n"
                         "should attributes 16 {: .class}\n"
                         "should local-path 16 C:\\Users\\me\\x\n"
                         "should heading-level 12 Four\n");
}

static void
what_must_be_mended_of_a_page_need_not_be_of_a_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) draft =
      new_post ("Draft", "2024-01-03T10:00:00Z", "[a](/blog/nope/) ![p](media:no.png)");

  save (fixture, draft);
  add_post (fixture, "Live", "[d](post:draft) [e](/blog/2024/01/draft/)");
  assert_found (fixture, "should missing-page 1 /blog/nope/\n"
                         "should missing-media 1 media:no.png\n"
                         "should unpublished-post 1 post:draft\n"
                         "should unpublished-post 1 /blog/2024/01/draft/\n");
}

static void
the_fields_of_a_post_are_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = new_post ("", "2024-01-02T10:00:00Z", " ");
  g_autofree char *title = g_strnfill (101, 'a');

  set (&post->cover, "none.jpg");
  galley_post_add_link (post, "Full text", "/nope/");
  galley_post_add_link (post, "Elsewhere", "https://example.com/");
  save (fixture, post);
  publish (fixture, post->id);
  set (&post->title, title);
  save (fixture, post);
  assert_found (fixture, "should long-title 0 \n"
                         "should unpublished-changes 0 \n"
                         "must missing-media 0 none.jpg\n"
                         "should no-text 0 \n");
  set (&post->title, "");
  save (fixture, post);
  run (fixture);
  g_assert_cmpstr (((GalleyFinding *) g_ptr_array_index (fixture->found, 0))->rule, ==, "no-title");
}

/* The related links of a post are seen from the top of the site. */
static void
related_links_are_seen_from_the_top (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = new_post ("A", "2024-01-02T10:00:00Z", "Text");

  galley_post_add_link (post, "One", "2024/01/a/");
  galley_post_add_link (post, "Two", "a/");
  save (fixture, post);
  publish (fixture, post->id);
  assert_found (fixture, "must missing-page 0 a/\n");
}

static void
the_site_is_looked_at_as_a_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (fixture->project, NULL);
  g_autoptr (GalleyComment) comment = galley_comment_new ();

  set (&settings->title, "");
  set (&settings->url, "");
  g_assert_true (galley_project_save_settings (fixture->project, settings, NULL));
  set (&comment->name, "P");
  set (&comment->body, "Hello");
  set (&comment->source, "test");
  set (&comment->source_id, "1");
  comment->date = g_date_time_ref (fixture->now);
  g_assert_true (galley_project_save_comment (fixture->project, comment, "import", "", NULL));
  g_assert_cmpint (galley_project_ensure_series (fixture->project, "Nothing yet", NULL), >, 0);
  assert_found (fixture, "must site-title 0 \n"
                         "should site-address 0 \n"
                         "should pending-comments 0 \n"
                         "should empty-series 0 \n"
                         "should no-posts 0 \n");
}

static void
add_part (Fixture *fixture, gint64 series, guint part, const char *title, const char *date)
{
  g_autoptr (GalleyPost) post = new_post (title, date, "Text");

  post->series_id = series;
  post->series_part = part;
  save (fixture, post);
  publish (fixture, post->id);
}

static void
gaps_and_the_order_of_a_series_are_found (Fixture *fixture, gconstpointer data)
{
  gint64 series = galley_project_ensure_series (fixture->project, "Diary", NULL);

  add_part (fixture, series, 1, "First", "2024-01-02T10:00:00Z");
  add_part (fixture, series, 2, "Second", "2024-01-01T10:00:00Z");
  add_part (fixture, series, 4, "Fourth", "2024-01-03T10:00:00Z");
  assert_found (fixture, "should series-order 0 \n"
                         "should series-gap 0 \n");
}

static void
two_posts_of_one_title_are_found (Fixture *fixture, gconstpointer data)
{
  add_post (fixture, "Weather", "Text");
  add_post (fixture, "weather", "Text");
  assert_found (fixture, "should same-title 0 \n");
}

/* What the export refuses is found before. */
static void
two_things_at_one_address_must_be_mended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) page = new_post ("Our archive", "2024-01-02T10:00:00Z", "Text");
  const GalleyFinding *finding;

  page->kind = GALLEY_POST_KIND_PAGE;
  set (&page->slug, "archive");
  save (fixture, page);
  publish (fixture, page->id);
  add_post (fixture, "A post", "Text");
  assert_found (fixture, "must taken-address 0 archive/index.html\n");
  finding = g_ptr_array_index (fixture->found, 0);
  g_assert_cmpint (finding->post_id, ==, page->id);
  g_assert_nonnull (strstr (finding->what, "“Our archive”"));
}

static void
a_scheduled_page_at_a_taken_address_must_be_mended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) page = new_post ("Tags", "2024-07-02T10:00:00Z", "Text");

  page->kind = GALLEY_POST_KIND_PAGE;
  set (&page->slug, "archive");
  save (fixture, page);
  publish (fixture, page->id);
  add_post (fixture, "A post", "Text");
  assert_found (fixture, "must taken-address 0 archive/index.html\n");
}

static void
a_draft_at_a_taken_address_stops_no_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) page = new_post ("Our archive", "2024-01-02T10:00:00Z", "Text");

  page->kind = GALLEY_POST_KIND_PAGE;
  set (&page->slug, "archive");
  save (fixture, page);
  add_post (fixture, "A post", "Text");
  assert_found (fixture, "");
}

static void
a_post_in_the_future_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) soon = new_post ("Soon", "2024-06-03T10:00:00Z", "Text");
  g_autoptr (GalleyPost) late = new_post ("Late", "2042-06-03T10:00:00Z", "Text");

  save (fixture, soon);
  publish (fixture, soon->id);
  save (fixture, late);
  publish (fixture, late->id);
  assert_found (fixture, "should future-date 0 \n");
  g_assert_cmpint (((GalleyFinding *) g_ptr_array_index (fixture->found, 0))->post_id, ==,
                   late->id);
}

static void
add_media (Fixture *fixture, const char *name, const char *type, const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autofree char *added =
      galley_project_add_media (fixture->project, name, type, bytes, "", 10, 10, NULL);

  g_assert_cmpstr (added, ==, name);
}

static void
pictures_that_readers_do_not_see_are_found (Fixture *fixture, gconstpointer data)
{
  /* Four components, and a scan; once without its end. */
  static const char cmyk[] = "\xFF\xD8\xFF\xC0\0\x14\x08\0\x0A\0\x0A\x04\1\x11\0\2\x11\0\3\x11\0"
                             "\4\x11\0\xFF\xDA\0\x0E\4\1\0\2\0\3\0\4\0\0\x3F\0pixels\xFF\xD9";
  static const char torn[] = "\xFF\xD8\xFF\xC0\0\x0B\x08\0\x0A\0\x0A\1\1\x11\0"
                             "\xFF\xDA\0\x08\1\1\0\0\x3F\0pix";

  add_post (fixture, "A post", "Text");
  add_media (fixture, "phone.heic", "image/heic",
             "\0\0\0\x18"
             "ftypheic",
             12);
  add_media (fixture, "print.jpg", "image/jpeg", cmyk, sizeof cmyk - 1);
  add_media (fixture, "torn.jpg", "image/jpeg", torn, sizeof torn - 1);
  add_media (fixture, "broken.svg", "image/svg+xml", "<svg", 4);
  assert_found (fixture, "must picture-refused 0 broken.svg\n"
                         "must rare-picture 0 phone.heic\n"
                         "should printing-colours 0 print.jpg\n"
                         "should torn-picture 0 torn.jpg\n");
  /* What is known of them is told again. */
  assert_found (fixture, "must picture-refused 0 broken.svg\n"
                         "must rare-picture 0 phone.heic\n"
                         "should printing-colours 0 print.jpg\n"
                         "should torn-picture 0 torn.jpg\n");
}

static void
a_changed_text_is_read_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = new_post ("A", "2024-01-02T10:00:00Z", "[x](/blog/nope/)");

  save (fixture, post);
  publish (fixture, post->id);
  assert_found (fixture, "must missing-page 1 /blog/nope/\n");
  set (&post->body, "\n\n[x](/blog/never/)");
  galley_project_save_post (fixture->project, post, GALLEY_SAVE_TYPING, NULL);
  assert_found (fixture, "should unpublished-changes 0 \nmust missing-page 3 /blog/never/\n");
  /* The revision goes on while its author types. */
  set (&post->body, "[x](/blog/ever/)");
  galley_project_save_post (fixture->project, post, GALLEY_SAVE_TYPING, NULL);
  assert_found (fixture, "should unpublished-changes 0 \nmust missing-page 1 /blog/ever/\n");
}

static void
typed_words_are_read_without_a_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = new_post ("A", "2024-01-02T10:00:00Z", "Text");
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *found = NULL;

  save (fixture, post);
  publish (fixture, post->id);
  assert_found (fixture, "");
  post->status = GALLEY_POST_PUBLISHED;
  set (&post->body, "Text\n\nthe the [b](/blog/c/) [n](#new)\n\n## New");
  findings = galley_proof_check_post (fixture->proof, post, fixture->now);
  found = describe (findings);
  g_assert_cmpstr (found, ==, "must missing-page 3 /blog/c/\nshould doubled-word 3 the the\n");
  save (fixture, post);
  assert_found (fixture, "should unpublished-changes 0 \n"
                         "must missing-page 3 /blog/c/\nshould doubled-word 3 the the\n");
}

static void
a_cancelled_proof_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_post (fixture, "A", "Text");
  g_cancellable_cancel (cancellable);
  g_assert_null (
      galley_proof_run (fixture->proof, fixture->project, fixture->now, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
addresses_are_read_as_browsers_do (void)
{
  static const struct
  {
    const char *address, *path; /* NULL: not in the site */
  } cases[] = {
    { "a.html", "2024/01/x/a.html" },
    { "./a", "2024/01/x/a" },
    { "../y/", "2024/01/y/" },
    { "../..", "2024/" },
    { "../../../../..", NULL },
    { "/blog/y/?q#f", "y/" },
    { "/blog/", "" },
    { "?q", "2024/01/x/index.html" },
    { "a%20b/%C3%BC", "2024/01/x/a b/ü" },
    { "HTTPS://EXAMPLE.org/blog/z", "z" },
    { "http://example.org/blog/", "" },
    { "https://example.org/blog", "" },
  };
  static const char *const elsewhere[] = {
    "/other/",  "https://example.org/",          "//a.example/",
    "mailto:a", "https://example.org/blogging/", "C:\\x",
    ""
  };
  g_autofree char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      g_assert_cmpint (galley_proof_address_find_path (cases[i].address,
                                                       "https://example.org/blog/", "/blog/",
                                                       "2024/01/x/index.html", &found),
                       ==, GALLEY_PROOF_ADDRESS_IN_SITE);
      g_assert_cmpstr (found, ==, cases[i].path);
    }
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_assert_cmpint (galley_proof_address_find_path (elsewhere[i], "https://example.org/blog/",
                                                     "/blog/", "2024/01/x/index.html", &path),
                     ==, GALLEY_PROOF_ADDRESS_ELSEWHERE);
}

static void
addresses_that_lead_nowhere_are_known_by_their_looks (void)
{
  static const char *const good[] = { "https://example.org/a b",
                                      "http://münchen.example/",
                                      "https://[2001:db8::1]/",
                                      "https://93.184.216.34/",
                                      "mailto:?subject=x",
                                      "mailto:a%40b.example",
                                      "tel:1",
                                      "magnet:?x",
                                      "https://user@example.org/",
                                      "//cdn.example/x" };
  static const char *const bad[] = { "http://",
                                     "https:///x",
                                     "http://http://example.org/",
                                     "http://example",
                                     "https://exa mple.org/",
                                     "http://.example.org",
                                     "https://a..b/",
                                     "mailto:a",
                                     "mailto:@b.example",
                                     "https://u:secret@example.org/",
                                     "http://127.0.0.1/",
                                     "http://192.168.1.4:80/",
                                     "http://[::1]/",
                                     "http://nas.local/",
                                     "d:\\x",
                                     "\\\\server\\x",
                                     "file:///x",
                                     "javascript:x",
                                     "" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GalleyFinding) finding = galley_proof_address_check (good[i], FALSE);

      g_test_message ("%s", good[i]);
      g_assert_null (finding);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GalleyFinding) finding = galley_proof_address_check (bad[i], FALSE);

      g_test_message ("%s", bad[i]);
      g_assert_nonnull (finding);
    }
}

#define ADD(name)                                                                                  \
  g_test_add ("/desk/proof/" #name, Fixture, NULL, fixture_set_up, name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_whole_site_has_nothing_to_mend);
  ADD (every_fault_of_a_text_is_found_once_where_it_stands);
  ADD (what_must_be_mended_of_a_page_need_not_be_of_a_draft);
  ADD (the_fields_of_a_post_are_read);
  ADD (related_links_are_seen_from_the_top);
  ADD (the_site_is_looked_at_as_a_whole);
  ADD (gaps_and_the_order_of_a_series_are_found);
  ADD (two_posts_of_one_title_are_found);
  ADD (two_things_at_one_address_must_be_mended);
  ADD (a_scheduled_page_at_a_taken_address_must_be_mended);
  ADD (a_draft_at_a_taken_address_stops_no_export);
  ADD (a_post_in_the_future_is_told);
  ADD (pictures_that_readers_do_not_see_are_found);
  ADD (a_changed_text_is_read_again);
  ADD (typed_words_are_read_without_a_run);
  ADD (a_cancelled_proof_says_so);
  g_test_add_func ("/desk/proof/addresses_are_read_as_browsers_do",
                   addresses_are_read_as_browsers_do);
  g_test_add_func ("/desk/proof/addresses_that_lead_nowhere_are_known_by_their_looks",
                   addresses_that_lead_nowhere_are_known_by_their_looks);
  return g_test_run ();
}
