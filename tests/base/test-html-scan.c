/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-scan.h"

/* Addresses that begin with "x:" become "y", those with "z:" go; all are noted. */
static char *
change (const GalleyHtmlScan *scan,
        const GalleyHtmlAttribute *attribute,
        const char *address,
        gpointer user_data)
{
  g_string_append_printf (user_data, "%.*s %.*s %s\n", (int) scan->name_length, scan->name,
                          (int) attribute->name_length, attribute->name, address);
  if (g_str_has_prefix (address, "x:"))
    return g_strconcat ("y", address + 2, NULL);
  return g_str_has_prefix (address, "z:") ? g_strdup ("") : NULL;
}

static void
assert_rewritten (const char *html, const char *expected, const char *seen)
{
  g_autoptr (GString) addresses = g_string_new (NULL);
  g_autofree char *out = galley_html_rewrite_addresses (html, -1, change, addresses);

  g_assert_cmpstr (out, ==, expected);
  if (seen != NULL)
    g_assert_cmpstr (addresses->str, ==, seen);
}

static void
assert_same (const char *html, const char *seen)
{
  assert_rewritten (html, html, seen);
}

static void
test_addresses_are_found_whatever_their_quotation_marks (void)
{
  assert_rewritten ("<a href=\"x:1\">a</a> <A HREF='x:2'>b</A> <a href=x:3>c</a>",
                    "<a href=\"y1\">a</a> <A HREF=\"y2\">b</A> <a href=\"y3\">c</a>",
                    "a href x:1\nA HREF x:2\na href x:3\n");
  assert_rewritten ("<img\n  src = \"x:1\"\n  alt='x:2'/>", "<img\n  src=\"y1\"\n  alt='x:2'/>",
                    "img src x:1\n");
  assert_rewritten ("<video poster=x:p controls><source src='x:s'></video><object data='x:d'>",
                    "<video poster=\"yp\" controls><source src=\"ys\"></video><object data=\"yd\">",
                    "video poster x:p\nsource src x:s\nobject data x:d\n");
}

static void
test_all_else_stays_byte_for_byte (void)
{
  assert_same ("", "");
  assert_same ("a < b && c > d <3 </ 4> <", "");
  assert_same ("<p title=\"<img src='x:1'>\" data-src=x:1>x:1</p>", "");
  assert_same ("<a href>text</a><a href=''>b</a><br/><hr / >", "a href \n");
  assert_same ("<a href=\"never closed", "a href never closed\n");
  assert_same ("<a href=/other/ class=b>c</a>", "a href /other/\n");
}

static void
test_what_is_no_markup_is_passed_over (void)
{
  assert_same ("<!-- <img src=x:1> --><!doctype html><?php <a href=x:2> ?>", NULL);
  assert_same ("<script>'<img src=x:1>'</script><style><a href=x:2></style>", "");
  assert_same ("<textarea><img src=x:1></textareas></textarea>", "");
  assert_same ("<script>never closed <img src=x:1>", "");
  assert_rewritten ("<!--><img src=x:1><!-- a --!><img src=x:2>",
                    "<!--><img src=\"y1\"><!-- a --!><img src=\"y2\">", NULL);
  assert_rewritten ("<SCRIPT src=x:1>a<b</SCRIPT ><a href=x:2>",
                    "<SCRIPT src=\"y1\">a<b</SCRIPT ><a href=\"y2\">", NULL);
}

static void
test_references_are_read_and_written (void)
{
  assert_rewritten ("<a href=\"x&#58;a&amp;b&#x26;c\">", "<a href=\"ya&amp;b&amp;c\">",
                    "a href x:a&b&c\n");
  assert_same ("<a href=\"a&b=c&copy=1&#0;&#xffffffff;\">",
               "a href a&b=c&copy=1&#0;&#xffffffff;\n");
}

static void
test_an_address_may_be_taken_out (void)
{
  assert_rewritten ("<a class=b href='z:1' title=c>d</a>", "<a class=b title=c>d</a>", NULL);
  assert_rewritten ("<img src=z:1>", "<img>", NULL);
}

static void
test_each_candidate_of_a_srcset_is_an_address (void)
{
  assert_rewritten ("<img srcset='x:a.jpg 1x, /b.jpg 2x,x:c.jpg 300w' src=x:a>",
                    "<img srcset=\"ya.jpg 1x, /b.jpg 2x, yc.jpg 300w\" src=\"ya\">", NULL);
  assert_rewritten ("<source srcset=\"z:a.jpg, x:b,c.jpg 2x\">", "<source srcset=\"yb,c.jpg 2x\">",
                    NULL);
  assert_rewritten ("<source srcset='z:a 1x'>", "<source>", NULL);
  assert_same ("<img srcset='/a.jpg  1x ,/b.jpg'>", "img srcset /a.jpg\nimg srcset /b.jpg\n");
}

static void
test_no_input_is_read_past_its_end (void)
{
  static const char html[] = "<img srcset='x:a 1x' src=\"x:b&#x6\"/><!-- a --!><a\nhref=x:c";

  for (gsize n = 0; n < sizeof html; n++)
    {
      g_autoptr (GString) seen = g_string_new (NULL);
      g_autofree char *piece = g_memdup2 (html, n); /* exactly: a checker sees a byte too many */
      g_autofree char *out =
          galley_html_rewrite_addresses (piece != NULL ? piece : "", (gssize) n, change, seen);

      g_assert_nonnull (out);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/html-scan/addresses_are_found_whatever_their_quotation_marks",
                   test_addresses_are_found_whatever_their_quotation_marks);
  g_test_add_func ("/base/html-scan/all_else_stays_byte_for_byte",
                   test_all_else_stays_byte_for_byte);
  g_test_add_func ("/base/html-scan/what_is_no_markup_is_passed_over",
                   test_what_is_no_markup_is_passed_over);
  g_test_add_func ("/base/html-scan/references_are_read_and_written",
                   test_references_are_read_and_written);
  g_test_add_func ("/base/html-scan/an_address_may_be_taken_out", test_an_address_may_be_taken_out);
  g_test_add_func ("/base/html-scan/each_candidate_of_a_srcset_is_an_address",
                   test_each_candidate_of_a_srcset_is_an_address);
  g_test_add_func ("/base/html-scan/no_input_is_read_past_its_end",
                   test_no_input_is_read_past_its_end);
  return g_test_run ();
}
