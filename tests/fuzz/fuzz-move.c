/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exports of other systems: whatever a file holds, its records are texts. */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "galley-format.h"
#include "galley-html-to-markdown.h"

static char *
convert_html (const char *html)
{
  return galley_html_to_markdown (html, -1, NULL);
}

static void
assert_text (const char *text)
{
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

static gboolean
take_site (GalleyRecordSink *sink, const GalleySiteRecord *site, GError **error)
{
  return TRUE;
}

static gboolean
take_post (GalleyRecordSink *sink, GalleyPostRecord *post, GError **error)
{
  assert_text (post->title);
  assert_text (post->slug);
  assert_text (post->body);
  assert_text (post->excerpt);
  assert_text (post->byline);
  for (guint i = 0; i < post->paths->len; i++)
    assert_text (g_ptr_array_index (post->paths, i));
  galley_post_record_free (post);
  return TRUE;
}

static gboolean
take_comment (GalleyRecordSink *sink, GalleyCommentRecord *comment, GError **error)
{
  assert_text (comment->name);
  assert_text (comment->email);
  assert_text (comment->post);
  assert_text (comment->body);
  return TRUE;
}

static void
take_note (GalleyRecordSink *sink,
           GalleyNoteKind kind,
           const GalleySourcePosition *position,
           const char *text)
{
  assert_text (text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const formats[] = { "wxr", "disqus", "remark42", "commento" };
  GalleyRecordSink sink = { take_site, take_post, take_comment, take_note, NULL };
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("galley-fuzz-XXXXXX", &path, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const GalleyReadOptions options = { zone, convert_html, convert_html, NULL, NULL, NULL };

  if (file < 0 || write (file, data, size) != (gssize) size)
    g_error ("no room for an input");
  close (file);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    galley_format_find (formats[i], NULL)->read (path, &options, &sink, NULL);
  g_remove (path);
  return 0;
}
