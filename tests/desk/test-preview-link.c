/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the preview goes, and what of a page its text is. */
#include <string.h>

#include "galley-page.h"
#include "galley-preview-link.h"

#define SHOWN "2009/10/a/index.html"
#define AT(path) "galley:///" path

static GalleyLinkChoice
choose (const char *address, gboolean clicked, gboolean person, gboolean window)
{
  GalleyLinkRequest request = { address, clicked, person, window };

  return galley_preview_link_choose (&request, AT (SHOWN), SHOWN);
}

static void
test_an_address_leads_back_to_its_path (void)
{
  static const char *const paths[] = { "index.html", "2009/10/a b/index.html",
                                       "tags/été/index.html", "media/100%.png", "media/a?b#c.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *address = galley_preview_link_new (paths[i]);
      g_autofree char *path = galley_preview_link_get_path (address);

      g_assert_cmpstr (path, ==, paths[i]);
    }
}

static void
test_a_place_in_a_page_is_no_part_of_its_path (void)
{
  g_autofree char *note = galley_preview_link_get_path (AT (SHOWN) "#note");
  g_autofree char *query = galley_preview_link_get_path (AT (SHOWN) "?a=b#c");

  g_assert_cmpstr (note, ==, SHOWN);
  g_assert_cmpstr (query, ==, SHOWN);
}

static void
test_other_addresses_are_not_of_the_preview (void)
{
  g_assert_null (galley_preview_link_get_path (NULL));
  g_assert_null (galley_preview_link_get_path ("https://example.org/index.html"));
  g_assert_null (galley_preview_link_get_path ("galley:index.html"));
  g_assert_null (galley_preview_link_get_path (AT ("%zz")));
}

static void
test_a_page_goes_nowhere_by_itself (void)
{
  g_assert_cmpint (choose (AT ("other/index.html"), FALSE, FALSE, FALSE), ==, GALLEY_LINK_REFUSE);
  g_assert_cmpint (choose (AT ("other/index.html"), FALSE, TRUE, FALSE), ==, GALLEY_LINK_REFUSE);
  g_assert_cmpint (choose ("https://example.org/", FALSE, TRUE, FALSE), ==, GALLEY_LINK_REFUSE);
  g_assert_cmpint (choose ("https://example.org/", TRUE, FALSE, FALSE), ==, GALLEY_LINK_REFUSE);
  g_assert_cmpint (choose (AT (SHOWN) "#note", FALSE, FALSE, FALSE), ==, GALLEY_LINK_REFUSE);
}

static void
test_what_the_preview_loads_is_loaded (void)
{
  g_assert_cmpint (choose (AT (SHOWN), FALSE, FALSE, FALSE), ==, GALLEY_LINK_FOLLOW);
  g_assert_cmpint (choose (AT (SHOWN), FALSE, FALSE, TRUE), ==, GALLEY_LINK_REFUSE);
}

static void
test_a_link_within_the_page_is_followed (void)
{
  g_assert_cmpint (choose (AT (SHOWN) "#note", TRUE, TRUE, FALSE), ==, GALLEY_LINK_FOLLOW);
}

static void
test_a_link_in_the_site_is_looked_up (void)
{
  g_assert_cmpint (choose (AT ("other/index.html"), TRUE, TRUE, FALSE), ==, GALLEY_LINK_FIND);
  g_assert_cmpint (choose (AT ("other/index.html"), TRUE, TRUE, TRUE), ==, GALLEY_LINK_REFUSE);
}

static void
test_a_link_out_of_the_site_is_opened_by_another_program (void)
{
  static const char *const out[] = { "http://example.org/", "https://example.org/",
                                     "HTTPS://example.org/", "mailto:a@example.org" };
  static const char *const refused[] = { "file:///etc/passwd", "javascript:alert(1)",
                                         "data:text/html,a",   "ftp://example.org/",
                                         "about:blank",        "//example.org/",
                                         "galley:index.html",  "x-scheme:a" };

  for (gsize i = 0; i < G_N_ELEMENTS (out); i++)
    for (int window = 0; window < 2; window++)
      g_assert_cmpint (choose (out[i], TRUE, TRUE, window), ==, GALLEY_LINK_OUTSIDE);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (choose (refused[i], TRUE, TRUE, FALSE), ==, GALLEY_LINK_REFUSE);
}

static void
test_nothing_is_followed_before_something_is_shown (void)
{
  GalleyLinkRequest request = { AT (SHOWN), TRUE, TRUE, FALSE };

  g_assert_cmpint (galley_preview_link_choose (&request, NULL, NULL), ==, GALLEY_LINK_FIND);
  request.is_clicked = FALSE;
  g_assert_cmpint (galley_preview_link_choose (&request, NULL, NULL), ==, GALLEY_LINK_REFUSE);
}

static GalleyPage *
make_page (const char *html, const char *body)
{
  GalleyPage *page = g_new0 (GalleyPage, 1);
  GalleySiteBody *text = g_new0 (GalleySiteBody, 1);

  page->bytes = g_bytes_new (html, strlen (html));
  text->html = g_strdup (body);
  text->length = strlen (body);
  galley_page_set_body (page, text);
  return page;
}

static void
test_pages_that_differ_in_their_text_alone_have_one_frame (void)
{
  g_autoptr (GalleyPage) one = make_page ("<h1>A</h1><p>b</p><hr>", "<p>b</p>");
  g_autoptr (GalleyPage) two = make_page ("<h1>A</h1><p>longer</p><hr>", "<p>longer</p>");
  g_autoptr (GalleyPage) three = make_page ("<h1>B</h1><p>b</p><hr>", "<p>b</p>");
  g_autofree char *first = galley_page_dup_frame (one);
  g_autofree char *second = galley_page_dup_frame (two);
  g_autofree char *third = galley_page_dup_frame (three);

  g_assert_cmpstr (first, ==, "<h1>A</h1><hr>");
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (third, ==, "<h1>B</h1><hr>");
}

static void
test_a_page_that_changes_its_text_has_no_frame (void)
{
  g_autoptr (GalleyPage) page = make_page ("<h1>A</h1><p>shortened</p>", "<p>shortened text</p>");

  g_assert_false (galley_page_has_body (page));
  g_assert_null (galley_page_dup_frame (page));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/desk/preview-link/" #name, test_##name)
  TEST (an_address_leads_back_to_its_path);
  TEST (a_place_in_a_page_is_no_part_of_its_path);
  TEST (other_addresses_are_not_of_the_preview);
  TEST (a_page_goes_nowhere_by_itself);
  TEST (what_the_preview_loads_is_loaded);
  TEST (a_link_within_the_page_is_followed);
  TEST (a_link_in_the_site_is_looked_up);
  TEST (a_link_out_of_the_site_is_opened_by_another_program);
  TEST (nothing_is_followed_before_something_is_shown);
  TEST (pages_that_differ_in_their_text_alone_have_one_frame);
  TEST (a_page_that_changes_its_text_has_no_frame);
  return g_test_run ();
}
