/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "site-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#define RED 0xff0000ffu
#define GREEN 0x00ff00ffu
#define BLUE 0x0000ffffu
#define WHITE 0xffffffffu

/* Red at the top left, green at the top right, blue below the red, white below the green. */
static GdkPixbuf *
quarters_new (int width, int height)
{
  static const guint32 colours[] = { RED, GREEN, BLUE, WHITE };
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (
          pixbuf, i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);

      gdk_pixbuf_fill (part, colours[i]);
    }
  return pixbuf;
}

static GByteArray *
jpeg_new (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = quarters_new (width, height);
  g_autoptr (GError) error = NULL;
  GByteArray *out = g_byte_array_new ();
  char *bytes = NULL;
  gsize length = 0;

  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "jpeg", &error, "quality", "90", NULL);
  g_assert_no_error (error);
  g_byte_array_append (out, (const guint8 *) bytes, (guint) length);
  g_free (bytes);
  return out;
}

static void
insert (GByteArray *array, guint at, gconstpointer bytes, gsize length)
{
  g_autofree guint8 *rest = g_memdup2 (array->data + at, array->len - at);
  guint n = array->len - at;

  g_byte_array_set_size (array, at);
  g_byte_array_append (array, bytes, (guint) length);
  g_byte_array_append (array, rest, n);
}

/* What a telephone writes: how it was held, and where it was. */
static void
add_exif (GByteArray *jpeg, guint8 orientation)
{
  guint8 segment[] = {
    0xff, 0xe1, 0,   66,  'E',  'x',  'i', 'f', 0, 0, 'M', 'M', 0, '*', 0,   0,
    0,    8,    0,   2,   0x01, 0x12, 0,   3,   0, 0, 0,   1,   0, 0,   0,   0, /* orientation */
    0x88, 0x25, 0,   4,   0,    0,    0,   1,   0, 0, 0,   38,                  /* where GPS is */
    0,    0,    0,   0,   0,    1,    0,   1,   0, 2, 0,   0,   0, 8,   'G', 'P',
    'S',  '-',  'N', 'W', '4',  '7',  0,   0
  };

  segment[29] = orientation;
  insert (jpeg, 2, segment, sizeof segment);
}

static void
add_segment (GByteArray *jpeg, guint8 marker, const char *payload, gsize length)
{
  guint8 head[4] = { 0xff, marker, (guint8) ((length + 2) >> 8), (guint8) (length + 2) };

  insert (jpeg, 2, payload, length);
  insert (jpeg, 2, head, sizeof head);
}

static char *
add_media (Fixture *fixture, const char *name, const char *type, gconstpointer data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  char *added =
      galley_project_add_media (fixture->project, name, type, bytes, "What is seen", 0, 0, &error);

  g_assert_no_error (error);
  return added;
}

static void
add_jpeg (Fixture *fixture, const char *name, const GByteArray *jpeg)
{
  g_autofree char *added = add_media (fixture, name, "image/jpeg", jpeg->data, jpeg->len);

  g_assert_cmpstr (added, ==, name);
}

static void
add_fixture (Fixture *fixture, const char *name, const char *type)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "site", "pictures", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *added = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  added = add_media (fixture, name, type, data, length);
}

static GBytes *
make (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySite) site = new_site (fixture);
  GBytes *bytes = galley_site_render (site, path, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static gboolean
is_in (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) !=
         NULL;
}

/* What a browser would show. */
static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_nonnull (pixbuf);
  return g_object_ref (pixbuf);
}

/* The colour in the middle of the quarter in @column and @row, roughly. */
static guint32
look (GdkPixbuf *pixbuf, int column, int row)
{
  int x = gdk_pixbuf_get_width (pixbuf) * (1 + 2 * column) / 4;
  int y = gdk_pixbuf_get_height (pixbuf) * (1 + 2 * row) / 4;
  const guint8 *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                    x * gdk_pixbuf_get_n_channels (pixbuf);

  return (p[0] > 127 ? 0xff000000u : 0) | (p[1] > 127 ? 0xff0000u : 0) |
         (p[2] > 127 ? 0xff00u : 0) | 0xffu;
}

static void
pictures_lose_what_a_camera_wrote (Fixture *fixture, gconstpointer data)
{
  static const char told[] = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret</x:xmpmeta>";
  static const char behind[] = "Exif behind the end";
  g_autoptr (GByteArray) jpeg = jpeg_new (60, 40);
  g_autoptr (GByteArray) bare = jpeg_new (60, 40);
  g_autoptr (GBytes) whole = NULL;

  add_segment (jpeg, 0xed, "Photoshop 3.0\0secret", 20);
  add_segment (jpeg, 0xe1, told, sizeof told);
  add_segment (jpeg, 0xfe, "secret", 6);
  add_exif (jpeg, 1);
  g_byte_array_append (jpeg, (const guint8 *) behind, sizeof behind);
  add_jpeg (fixture, "a.jpg", jpeg);
  whole = make (fixture, "media/a.jpg");
  /* Bit by bit the picture that it was. */
  g_assert_cmpmem (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole), bare->data, bare->len);
}

static void
every_width_is_free_of_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (1400, 300);
  static const char *const paths[] = { "media/a.jpg", "media/480/a.jpg", "media/800/a.jpg",
                                       "media/1200/a.jpg" };

  add_exif (jpeg, 1);
  add_jpeg (fixture, "a.jpg", jpeg);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GBytes) bytes = make (fixture, paths[i]);

      g_assert_false (is_in (bytes, "Exif"));
      g_assert_false (is_in (bytes, "GPS"));
    }
}

static void
pictures_are_turned_upright (Fixture *fixture, gconstpointer data)
{
  /* Where the corners of what is stored are seen: column and row of red, and of green. */
  static const int seen[8][4] = { { 0, 0, 1, 0 }, { 1, 0, 0, 0 }, { 1, 1, 0, 1 }, { 0, 1, 1, 1 },
                                  { 0, 0, 0, 1 }, { 1, 0, 1, 1 }, { 1, 1, 1, 0 }, { 0, 1, 0, 0 } };

  for (guint8 orientation = 1; orientation <= 8; orientation++)
    {
      static const char *const folders[] = { "", "480/" };
      const int *corners = seen[orientation - 1];
      g_autofree char *name = g_strdup_printf ("turned-%u.jpg", orientation);
      g_autoptr (GByteArray) jpeg = jpeg_new (640, 560);

      add_exif (jpeg, orientation);
      add_jpeg (fixture, name, jpeg);
      for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
        {
          g_autofree char *path = g_strconcat ("media/", folders[i], name, NULL);
          g_autoptr (GBytes) bytes = make (fixture, path);
          g_autoptr (GdkPixbuf) pixbuf = decode (bytes);
          gboolean lies = orientation >= 5;
          int width = i == 0 ? (lies ? 560 : 640) : 480;
          int height = i == 0 ? (lies ? 640 : 560) : (lies ? 549 : 420);

          g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
          g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
          g_assert_cmphex (look (pixbuf, corners[0], corners[1]), ==, RED);
          g_assert_cmphex (look (pixbuf, corners[2], corners[3]), ==, GREEN);
          g_assert_false (is_in (bytes, "Exif"));
        }
    }
}

static void
a_page_says_what_there_is (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) large = jpeg_new (1400, 300);
  g_autoptr (GByteArray) small = jpeg_new (60, 40);
  g_autofree char *page = NULL;

  add_exif (large, 6);
  add_jpeg (fixture, "large.jpg", large);
  add_jpeg (fixture, "small.jpg", small);
  add_post (fixture, "One", "2020-01-02T10:00:00Z",
            "![a](media:small.jpg)\n\n![b](media:large.jpg)\n\n![c](media:small.jpg)\n");
  page = render (fixture, "2020/01/one/index.html");
  /* The first is not waited with, and none is made wider than it is. */
  assert_contains (page, "<img src=\"../../../media/small.jpg\" width=\"60\" height=\"40\" "
                         "alt=\"a\" />");
  assert_contains (page, "<img src=\"../../../media/large.jpg\" width=\"300\" height=\"1400\" "
                         "loading=\"lazy\" decoding=\"async\" alt=\"b\" />");
  assert_contains (page, "<img src=\"../../../media/small.jpg\" width=\"60\" height=\"40\" "
                         "loading=\"lazy\" decoding=\"async\" alt=\"c\" />");
}

static void
every_file_of_a_srcset_is_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (2200, 100);
  g_autoptr (GalleySite) site = NULL;
  g_autofree char *page = NULL;
  g_auto (GStrv) candidates = NULL;
  const char *srcset;

  add_jpeg (fixture, "wide.jpg", jpeg);
  add_post (fixture, "One", "2020-01-02T10:00:00Z", "![a](media:wide.jpg)\n");
  page = render (fixture, "2020/01/one/index.html");
  srcset = strstr (page, "srcset=\"");
  g_assert_nonnull (srcset);
  srcset += strlen ("srcset=\"");
  *strchr (srcset, '"') = '\0';
  candidates = g_strsplit (srcset, ", ", -1);
  g_assert_cmpuint (g_strv_length (candidates), ==, 5);
  export_site (fixture, NULL, NULL);
  for (gsize i = 0; candidates[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (candidates[i], " ", 2);
      g_autoptr (GBytes) shown = make (fixture, parts[0] + strlen ("../../../"));
      g_autofree char *file =
          g_build_filename (fixture->out, parts[0] + strlen ("../../../"), NULL);
      g_autoptr (GdkPixbuf) pixbuf = decode (shown);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, atoi (parts[1]));
      /* A preview shows the bytes that an export wrote. */
      g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
      g_assert_cmpmem (bytes, length, g_bytes_get_data (shown, NULL), g_bytes_get_size (shown));
    }
}

static void
a_cover_is_told_to_machines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (1400, 700);
  g_autoptr (GalleyPost) post = new_post ("One", "2020-01-02T10:00:00Z", "Text.");
  g_autofree char *page = NULL;
  g_autofree char *front = NULL;
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (fixture->project, NULL);

  set_text (&settings->url, "https://example.org/diary");
  g_assert_true (galley_project_save_settings (fixture->project, settings, NULL));
  add_jpeg (fixture, "cover.jpg", jpeg);
  set_text (&post->cover, "cover.jpg");
  publish (fixture, post);
  page = render (fixture, "2020/01/one/index.html");
  assert_contains (page, "<meta property=\"og:image\" "
                         "content=\"https://example.org/diary/media/1200/cover.jpg\">");
  assert_contains (page, "<meta property=\"og:image:width\" content=\"1200\">");
  assert_contains (page, "<meta property=\"og:image:height\" content=\"600\">");
  assert_contains (page, "<meta property=\"og:image:alt\" content=\"What is seen\">");
  assert_contains (page, "\"https://example.org/diary/media/1200/cover.jpg\"");
  assert_contains (page, "srcset=\"../../../media/480/cover.jpg 480w, ");
  front = render (fixture, "index.html");
  assert_contains (front, "srcset=\"media/480/cover.jpg 480w, ");
}

static void
colours_and_transparency_are_kept (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "cmyk.jpg", "grey.jpg", "grey16.png", "rgba16.png",
                                       "palette.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gboolean is_png = g_str_has_suffix (names[i], ".png");
      g_autofree char *whole_path = g_strconcat ("media/", names[i], NULL);
      g_autofree char *path = g_strconcat ("media/480/", names[i], NULL);
      g_autoptr (GBytes) whole = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      add_fixture (fixture, names[i], is_png ? "image/png" : "image/jpeg");
      whole = make (fixture, whole_path);
      bytes = make (fixture, path);
      pixbuf = decode (bytes);
      g_assert_false (is_in (whole, "secret"));
      g_assert_cmpuint (g_bytes_get_size (bytes), <=, g_bytes_get_size (whole) * 2);
      g_assert_cmpint (gdk_pixbuf_get_has_alpha (pixbuf), ==,
                       g_str_equal (names[i], "rgba16.png") ||
                           g_str_equal (names[i], "palette.png"));
    }
}

static void
a_colour_profile_comes_along (Fixture *fixture, gconstpointer data)
{
  char segment[14 + 160] = "ICC_PROFILE\0\1\1";
  g_autoptr (GByteArray) jpeg = jpeg_new (640, 560);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) variant = NULL;

  segment[14 + 3] = (char) 160;
  memcpy (segment + 14 + 12, "mntrRGB XYZ ", 12);
  memcpy (segment + 14 + 128, "the profile itself", 18);
  add_segment (jpeg, 0xe2, segment, sizeof segment);
  add_jpeg (fixture, "a.jpg", jpeg);
  whole = make (fixture, "media/a.jpg");
  variant = make (fixture, "media/480/a.jpg");
  g_assert_true (is_in (whole, "the profile itself"));
  g_assert_true (is_in (variant, "the profile itself"));
}

static void
what_moves_goes_on_moving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) gif = NULL;
  g_autoptr (GBytes) webp = NULL;
  g_autoptr (GBytes) still = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autofree char *plain = NULL;
  gsize length = 0;
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "site", "pictures", "moving.webp", NULL);

  add_fixture (fixture, "moving.gif", "image/gif");
  add_fixture (fixture, "moving.webp", "image/webp");
  add_fixture (fixture, "still.webp", "image/webp");
  gif = make (fixture, "media/moving.gif");
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, gif, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  g_assert_false (gdk_pixbuf_animation_is_static_image (gdk_pixbuf_loader_get_animation (loader)));
  g_assert_true (is_in (gif, "NETSCAPE2.0"));
  g_assert_false (is_in (gif, "secret"));
  webp = make (fixture, "media/moving.webp");
  g_assert_true (g_file_get_contents (path, &plain, &length, NULL));
  g_assert_cmpmem (g_bytes_get_data (webp, NULL), g_bytes_get_size (webp), plain, length);
  still = make (fixture, "media/still.webp");
  g_assert_false (is_in (still, "EXIF"));
  g_assert_false (is_in (still, "Exif"));
  g_assert_false (is_in (still, "secret"));
  g_assert_true (is_in (still, "VP8"));
}

static void
a_drawing_cannot_act (Fixture *fixture, gconstpointer data)
{
  static const char *const acts[] = { "alert",   "script",     "evil",     "secret", "onload",
                                      "onclick", "javascript", "foreign",  "iframe", "<!DOCTYPE",
                                      "&lol;",   "<?xml",      "inkscape", "<a " };
  static const char *const kept[] = {
    "<rect ",   "fill=\"url(#g)\"", "linearGradient", "rect { fill: red }", "#r",
    "<circle ", "viewBox=",         "Kept ",          "<svg xmlns="
  };
  g_autoptr (GBytes) bytes = NULL;

  add_fixture (fixture, "acting.svg", "image/svg+xml");
  bytes = make (fixture, "media/acting.svg");
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (is_in (bytes, acts[i]))
      g_error ("%s is in %.*s", acts[i], (int) g_bytes_get_size (bytes),
               (const char *) g_bytes_get_data (bytes, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (!is_in (bytes, kept[i]))
      g_error ("%s is not in %.*s", kept[i], (int) g_bytes_get_size (bytes),
               (const char *) g_bytes_get_data (bytes, NULL));
}

static void
what_cannot_be_cleaned_is_not_published (Fixture *fixture, gconstpointer data)
{
  static const char avif[] = "\0\0\0\x1c"
                             "ftypavif"
                             "....infe Exif GPS";
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</svg>";
  g_autofree char *one = add_media (fixture, "a.avif", "image/avif", avif, sizeof avif);
  g_autofree char *other = add_media (fixture, "a.svg", "image/svg+xml", svg, sizeof svg - 1);
  g_autoptr (GByteArray) jpeg = jpeg_new (60, 40);
  GalleyExportReport report = { 0 };

  add_fixture (fixture, "plain.avif", "image/avif");
  /* Nothing tells where its segments end. */
  add_exif (jpeg, 1);
  jpeg->data[4] = 0xff;
  jpeg->data[5] = 0xff;
  add_jpeg (fixture, "broken.jpg", jpeg);
  add_post (fixture, "One", "2020-01-02T10:00:00Z", "Text");
  export_site (fixture, NULL, &report);
  g_assert_true (is_out (fixture, "media/plain.avif"));
  g_assert_false (is_out (fixture, "media/a.avif"));
  g_assert_false (is_out (fixture, "media/a.svg"));
  g_assert_false (is_out (fixture, "media/broken.jpg"));
  g_assert_true (is_out (fixture, "2020/01/one/index.html"));
  g_assert_cmpuint (g_strv_length (report.warnings), ==, 3);
  g_assert_true (g_str_has_prefix (report.warnings[0], "media a.avif: "));
  galley_export_report_clear (&report);
}

static void
a_picture_that_is_cut_short_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (640, 560);
  GalleyExportReport report = { 0 };
  g_autofree char *whole = NULL;
  g_autofree char *variant = NULL;

  add_exif (jpeg, 1);
  g_byte_array_set_size (jpeg, jpeg->len * 3 / 4);
  add_jpeg (fixture, "short.jpg", jpeg);
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (g_strv_length (report.warnings), >=, 1);
  g_assert_true (g_str_has_prefix (report.warnings[0], "media short.jpg: "));
  galley_export_report_clear (&report);
  /* What there is of it is shown, in every width that pages name. */
  whole = read_out (fixture, "media/short.jpg");
  variant = read_out (fixture, "media/480/short.jpg");
  g_assert_nonnull (whole);
  g_assert_nonnull (variant);
}

static void
a_bomb_is_not_published (Fixture *fixture, gconstpointer data)
{
  static const guint8 head[] = { 0x89, 'P',  'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0, 0,
                                 13,   'I',  'H', 'D', 'R',  0,    1,    0xff, 0xff, 0, 1,
                                 0xff, 0xff, 8,   2,   0,    0,    0,    0,    0,    0, 0 };
  g_autofree char *added = add_media (fixture, "bomb.png", "image/png", head, sizeof head);
  g_autofree char *page = NULL;

  add_post (fixture, "One", "2020-01-02T10:00:00Z", "![What it was](media:bomb.png)");
  export_site (fixture, NULL, NULL);
  g_assert_false (is_out (fixture, "media/bomb.png"));
  page = render (fixture, "2020/01/one/index.html");
  assert_contains (page, "What it was");
  assert_lacks (page, "bomb.png");
}

static void
unchanged_pictures_are_not_made_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (640, 560);
  g_autofree char *file = g_build_filename (fixture->out, "media/480/a.jpg", NULL);
  GalleyExportReport report = { 0 };
  GStatBuf before;
  GStatBuf after;

  add_jpeg (fixture, "a.jpg", jpeg);
  export_site (fixture, NULL, NULL);
  g_assert_cmpint (g_stat (file, &before), ==, 0);
  export_site (fixture, NULL, &report);
  g_assert_cmpuint (report.written, ==, 0);
  g_assert_cmpint (g_stat (file, &after), ==, 0);
  g_assert_cmpint (before.st_ino, ==, after.st_ino);
  galley_export_report_clear (&report);
}

static void
a_dry_run_tells_them (Fixture *fixture, gconstpointer data)
{
  static const GalleyExportOptions dry = { .dry_run = TRUE };
  g_autoptr (GByteArray) jpeg = jpeg_new (640, 560);
  GalleyExportReport report = { 0 };

  add_jpeg (fixture, "a.jpg", jpeg);
  export_site (fixture, &dry, &report);
  g_assert_true (
      g_strv_contains ((const char *const *) report.changes, "write media/480/a.jpg: new"));
  galley_export_report_clear (&report);
}

/* The same picture in two projects, made in different orders. */
static void
the_same_picture_gives_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) jpeg = jpeg_new (1400, 300);
  g_autoptr (GBytes) first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *file = g_build_filename (fixture->out, "media/480/a.jpg", NULL);
  gsize length = 0;

  add_exif (jpeg, 3);
  add_jpeg (fixture, "a.jpg", jpeg);
  first = make (fixture, "media/480/a.jpg");
  export_site (fixture, NULL, NULL);
  g_assert_true (g_file_get_contents (file, &second, &length, NULL));
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), second, length);
}

#define IMAGE_TEST(name)                                                                           \
  g_test_add ("/site/images/" #name, Fixture, NULL, fixture_set_up, name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  IMAGE_TEST (pictures_lose_what_a_camera_wrote);
  IMAGE_TEST (every_width_is_free_of_it);
  IMAGE_TEST (pictures_are_turned_upright);
  IMAGE_TEST (a_page_says_what_there_is);
  IMAGE_TEST (every_file_of_a_srcset_is_there);
  IMAGE_TEST (a_cover_is_told_to_machines);
  IMAGE_TEST (colours_and_transparency_are_kept);
  IMAGE_TEST (a_colour_profile_comes_along);
  IMAGE_TEST (what_moves_goes_on_moving);
  IMAGE_TEST (a_drawing_cannot_act);
  IMAGE_TEST (what_cannot_be_cleaned_is_not_published);
  IMAGE_TEST (a_picture_that_is_cut_short_is_told);
  IMAGE_TEST (a_bomb_is_not_published);
  IMAGE_TEST (unchanged_pictures_are_not_made_again);
  IMAGE_TEST (a_dry_run_tells_them);
  IMAGE_TEST (the_same_picture_gives_the_same_bytes);
  return g_test_run ();
}
