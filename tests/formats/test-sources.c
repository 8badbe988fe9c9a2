/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From bytes to records and back, without a project. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "galley-comment-file.h"
#include "galley-comment-writer.h"
#include "galley-format.h"
#include "galley-formats-error.h"
#include "galley-front-matter-post.h"
#include "galley-markdown-writer.h"
#include "galley-site-file.h"

/* A sink that keeps what it gets, as lines. */
typedef struct
{
  GalleyRecordSink sink;
  GPtrArray *lines; /* of char * */
} Collector;

static void add_line (GalleyRecordSink *sink, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_line (GalleyRecordSink *sink, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (((Collector *) sink)->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
take_site (GalleyRecordSink *sink, const GalleySiteRecord *site, GError **error)
{
  add_line (sink, "site %s whole=%d", (const char *) g_hash_table_lookup (site->settings, "title"),
            site->is_whole_extract);
  return TRUE;
}

static gboolean
take_post (GalleyRecordSink *sink, GalleyPostRecord *post, GError **error)
{
  add_line (sink, "post %s: %s%s%s", post->path, post->title,
            post->working_copy_of != NULL ? " changes " : "",
            post->working_copy_of != NULL ? post->working_copy_of : "");
  for (guint i = 0; i < post->notes->len; i++)
    {
      const GalleyRecordNote *note = g_ptr_array_index (post->notes, i);

      add_line (sink, "note %u: %s", note->line, note->text);
    }
  galley_post_record_free (post);
  return TRUE;
}

static gboolean
take_comment (GalleyRecordSink *sink, GalleyCommentRecord *comment, GError **error)
{
  add_line (sink, "comment %s %u %s/%s by %s: %s", comment->position.unit, comment->position.number,
            comment->source, comment->id, comment->name, comment->body);
  return TRUE;
}

static void
take_note (GalleyRecordSink *sink,
           GalleyNoteKind kind,
           const GalleySourcePosition *position,
           const char *text)
{
  add_line (sink, "%s %s %u: %s", kind == GALLEY_NOTE_WARNING ? "warning" : "refused",
            position->file, position->number, text);
}

static void
tell_progress (GalleyRecordSink *sink, guint64 done, guint64 total)
{
}

typedef struct
{
  char *folder;
  Collector collector;
  GTimeZone *zone;
  GalleyReadOptions options;
} Fixture;

static char *
convert_html (const char *html)
{
  return g_strdup_printf ("converted %s", html);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("galley-formats-XXXXXX", NULL);
  fixture->collector = (Collector){
    { take_site, take_post, take_comment, take_note, tell_progress },
    g_ptr_array_new_with_free_func (g_free),
  };
  fixture->zone = g_time_zone_new_utc ();
  fixture->options =
      (GalleyReadOptions){ fixture->zone, convert_html, convert_html, NULL, NULL, NULL };
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_all (inside);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->folder);
  g_ptr_array_unref (fixture->collector.lines);
  g_time_zone_unref (fixture->zone);
  g_free (fixture->folder);
}

static char *
put (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
assert_read (Fixture *fixture, const char *path, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  const GalleyFormat *format = galley_format_detect (path, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (format->name, ==, name);
  g_assert_true (format->read (path, &fixture->options, &fixture->collector.sink, &error));
  g_assert_no_error (error);
  g_ptr_array_add (fixture->collector.lines, NULL);
  joined = g_strjoinv ("\n", (char **) fixture->collector.lines->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_free (put (fixture, "comments.jsonl", "{\"id\": \"1\", \"name\": \"A\", \"body\": \"b\"}\n"));
  g_free (put (fixture, "galley.json",
               "{\"site\": {\"title\": \"T\"}, \"extract\":"
               " {\"comments\": \"of another file\"}}"));
  g_free (put (fixture, "posts/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\n{{< odd >}}\n"));
  g_free (put (fixture, "posts/bad.md", "---\ntitle: \"x\n---\ny\n"));
  g_free (put (fixture, "changes/a.md", "---\ntitle: Better\ndate: 2020-01-01\n---\nx\n"));
  assert_read (fixture, fixture->folder, "markdown",
               "site T whole=0\n"
               "post changes/a.md: Better changes posts/a.md\n"
               "post posts/a.md: A\n"
               "note 5: shortcodes are left as they stand (odd)\n"
               "refused posts/bad.md 0: line 3: YAML: found unexpected end of stream\n"
               "comment line 1 comments/1 by A: b");
}

static void
test_mail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      put (fixture, "a.eml",
           "From: A <a@example.org>\nSubject: S\nMessage-ID: <1@example.org>\nDate: soon\n"
           "Content-Type: text/html\n\n<p>x</p>\n");

  assert_read (fixture, path, "mbox",
               "warning a.eml 1: “soon” is not a date; the comment is dated today\n"
               "comment message 1 mbox/1@example.org by A: converted <p>x</p>");
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = put (fixture, "a.csv", "id,name,message\n7,A,one\n8,B,\n");

  assert_read (fixture, path, "comments",
               "comment line 2 comments/7 by A: one\n"
               "refused a.csv 3: a comment without a text");
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = put (fixture, "a.bin", "\x01\x02");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_null (galley_format_detect (path, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT);
  g_assert_null (galley_format_find ("odd", &other));
  g_assert_cmpstr (
      other->message, ==,
      "“odd” is no format; there are auto, isso, wxr, disqus, remark42, commento, mbox, "
      "markdown and comments");
}

static GalleyPostRecord *
full_post (void)
{
  GalleyPostRecord *post = galley_post_record_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-(3 * 3600 + 30 * 60));
  g_autoptr (GDateTime) former = g_date_time_new (zone, 2001, 2, 3, 4, 5, 6);

  post->number = 12;
  post->status = GALLEY_RECORD_TRASH;
  post->was_draft = TRUE;
  post->title = g_strdup ("A \"title\": # with signs");
  post->slug = g_strdup ("a-title");
  post->byline = g_strdup ("Ann, Bob");
  post->date = g_date_time_new (zone, 2009, 10, 13, 18, 30, 0);
  post->series = g_strdup ("One, two");
  post->series_part = 3;
  post->tags = g_strsplit ("x y,z", ",", -1);
  galley_post_record_add_link (post, "Related", "../pages/about.md#x");
  galley_post_record_add_address (post, "old", former);
  post->place = g_strdup ("Oslo, Norway");
  post->latitude = 59.913868;
  post->longitude = -10.752245;
  post->excerpt = g_strdup ("Two\nlines");
  post->cover = g_strdup ("../media/a b.png");
  post->language = g_strdup ("nb");
  post->comments_open = FALSE;
  post->body = g_strdup ("# Heading\n\nText.\n");
  return post;
}

static void
test_post_round_trip (void)
{
  g_autoptr (GalleyPostRecord) post = full_post ();
  g_autofree char *text = galley_markdown_write (post);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPostRecord) again =
      galley_front_matter_read_post ("posts/x.md", text, 0, utc, &error);
  g_autofree char *rewritten = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (again->number, ==, 12);
  g_assert_cmpint (again->status, ==, GALLEY_RECORD_TRASH);
  g_assert_true (again->was_draft);
  g_assert_cmpint (g_date_time_get_utc_offset (again->date), ==, -210 * G_TIME_SPAN_MINUTE);
  g_assert_cmpfloat (again->latitude, ==, post->latitude);
  g_assert_cmpuint (again->addresses->len, ==, 1);
  rewritten = galley_markdown_write (again);
  g_assert_cmpstr (rewritten, ==, text);
}

static gboolean
keep_comment (GalleyRecordSink *sink, GalleyCommentRecord *comment, GError **error)
{
  g_ptr_array_add (((Collector *) sink)->lines, galley_comment_write (comment));
  return TRUE;
}

static void
test_comment_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char line[] =
      "{\"id\":\"galley:5\",\"post\":\"moscow\",\"name\":\"Ann\",\"place\":\"Oslo\","
      "\"email\":\"a@example.org\",\"url\":\"https://example.org/\","
      "\"date\":\"2009-10-13T09:30:00-03:30\",\"body\":\"b\\n\\\"q\\\"\",\"original\":\"before\","
      "\"parent\":\"galley:4\",\"kind\":\"question\",\"status\":\"spam\",\"by_author\":true,"
      "\"galley\":{\"number\":5,\"source\":\"mbox\",\"source_id\":\"1@example.org\"}}";
  g_autoptr (GError) error = NULL;

  fixture->collector.sink.take_comment = keep_comment;
  g_assert_true (galley_comment_file_read_data ("c", line, strlen (line), &fixture->options,
                                                &fixture->collector.sink, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->collector.lines->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->collector.lines, 0), ==, line);
}

static void
test_site_round_trip (void)
{
  g_autoptr (GalleySiteRecord) site = galley_site_record_new ();
  GalleySeriesRecord *series = galley_site_record_add_series (site, "Diary");
  g_autoptr (GalleySiteRecord) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *rewritten = NULL;

  g_hash_table_replace (site->settings, g_strdup ("title"), g_strdup ("A \"site\""));
  g_hash_table_replace (site->settings, g_strdup ("permalink"), g_strdup (":slug"));
  series->slug = g_strdup ("diary");
  series->description = g_strdup ("All of it.");
  g_ptr_array_add (series->links, galley_record_link_new ("Map", "https://example.org/"));
  galley_site_record_add_media (site, "media/a.png", "A map");
  site->identity = g_strdup ("me");
  site->comments_digest = g_strdup ("digest");
  text = galley_site_file_write (site);
  again = galley_site_file_read (text, &error);
  g_assert_no_error (error);
  rewritten = galley_site_file_write (again);
  g_assert_cmpstr (rewritten, ==, text);
  g_assert_cmpstr (again->comments_digest, ==, "digest");
  g_assert_cmpstr (((GalleyMediaRecord *) g_ptr_array_index (again->media, 0))->alternative, ==,
                   "A map");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/formats/markdown/hands_over_the_site_then_posts_then_comments", test_folder);
  ADD ("/formats/mail/html_is_converted_by_the_caller", test_mail);
  ADD ("/formats/comments/a_row_without_a_text_is_refused_with_its_line", test_table);
  ADD ("/formats/table/what_no_format_knows_is_an_error", test_unknown);
  g_test_add_func ("/formats/markdown/what_is_written_reads_the_same", test_post_round_trip);
  ADD ("/formats/comments/what_is_written_reads_the_same", test_comment_round_trip);
  g_test_add_func ("/formats/site/what_is_written_reads_the_same", test_site_round_trip);
  return g_test_run ();
}
