/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "galley-import.h"
#include "galley-mail.h"
#include "galley-post.h"

static void
check_trim (const char *text, const char *wanted)
{
  g_autofree char *trimmed = galley_mail_trim (text, NULL);

  g_assert_cmpstr (trimmed, ==, wanted);
}

static void
test_trim_quotation_below (void)
{
  check_trim ("I agree.\n\nOn Mon, 1 Jan 2024, A. Reader wrote:\n> What do\n> you say?\n",
              "I agree.");
  check_trim (
      "I agree.\n\nOn Mon, 1 Jan 2024 at 10:00, A. Reader\n<a@example.org> wrote:\n\n> What?\n",
      "I agree.");
  check_trim ("Ja.\n\nAm 1. Januar schrieb A. Leser:\n> Was?\n", "Ja.");
}

static void
test_trim_quotation_above (void)
{
  check_trim ("On Monday A. Reader wrote:\n> What do you say?\n\nI agree.\n", "I agree.");
  check_trim ("> What do you say?\n\nI agree.\n", "I agree.");
}

static void
test_trim_signature (void)
{
  check_trim ("Hello.\n\n-- \nA. Reader\nSome firm\n", "Hello.");
  check_trim ("Hello.\n\n-----Original Message-----\nFrom: b\nold\n", "Hello.");
}

static void
test_trim_keeps (void)
{
  check_trim ("> First?\n\nYes.\n\n> Second?\n\nNo.\n", "> First?\n\nYes.\n\n> Second?\n\nNo.");
  check_trim ("> Only a quotation.\n", "> Only a quotation.");
  check_trim ("", "");
  check_trim ("He wrote:\nI came.\n", "He wrote:\nI came.");
}

static void
check_decode (const char *bytes, const char *charset, const char *wanted, guint n_notes)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = galley_mail_decode (bytes, strlen (bytes), charset, notes);

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (notes->len, ==, n_notes);
}

static void
test_decode (void)
{
  check_decode ("caf\xe9", "iso-8859-1", "café", 0);
  check_decode ("\xcf\xf0\xe8", "windows-1251", "При", 0);
  check_decode ("caf\xe9", "utf-8", "café", 1);
  check_decode ("caf\xe9", NULL, "café", 1);
  check_decode ("café", "x-nobody-knows", "café", 1);
  check_decode ("a\xff\xff"
                "b",
                "iso-2022-jp",
                "a\xef\xbf\xbd\xef\xbf\xbd"
                "b",
                1);
}

typedef struct
{
  char *folder;
  char *path;
  char *source;
  GalleyProject *project;
  gint64 post;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("galley-mail-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "site.galley", NULL);
  fixture->source = g_build_filename (fixture->folder, "in.mbox", NULL);
  fixture->project = galley_project_create (fixture->path, &error);
  g_assert_no_error (error);
  g_free (post->title);
  post->title = g_strdup ("A Week in Moscow");
  galley_project_save_post (fixture->project, post, GALLEY_SAVE_REVISION, &error);
  g_assert_no_error (error);
  fixture->post = post->id;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  galley_project_close (fixture->project);
  g_remove (fixture->source);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->source);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
take (Fixture *fixture, const char *text, gssize length, GalleyImportReport *report)
{
  const char *const sources[] = { fixture->source, NULL };
  GalleyImportOptions options = { .format = "auto" };
  g_autoptr (GError) error = NULL;

  galley_import_report_init (report);
  g_assert_true (g_file_set_contents (fixture->source, text, length, NULL));
  galley_import (fixture->project, sources, &options, report, NULL, &error);
  g_assert_no_error (error);
}

static GalleyComment *
only_comment (Fixture *fixture)
{
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_comments (fixture->project, &filter, NULL, NULL);

  g_assert_cmpuint (ids->len, ==, 1);
  return galley_project_load_comment (fixture->project, g_array_index (ids, gint64, 0), NULL);
}

#define MAIL                                                                                       \
  "From: =?utf-8?q?Andr=C3=A9?= <andre@example.org>\nDate: Tue, 13 Oct 2009 09:30:00 +0400\n"      \
  "Subject: Re: A Week in Moscow\nMessage-ID: <1@example.org>\n\nI was there too.\n\n-- \nAndré\n"

static void
test_placed_by_title (Fixture *fixture, gconstpointer data)
{
  GalleyImportReport report;
  g_autoptr (GalleyComment) comment = NULL;

  take (fixture, MAIL, -1, &report);
  g_assert_cmpuint (report.comments.added, ==, 1);
  g_assert_cmpuint (report.warnings->len, ==, 0);
  galley_import_report_clear (&report);
  comment = only_comment (fixture);
  g_assert_cmpint (comment->post_id, ==, fixture->post);
  g_assert_cmpint (comment->status, ==, GALLEY_COMMENT_PENDING);
  g_assert_cmpstr (comment->name, ==, "André");
  g_assert_cmpstr (comment->email, ==, "andre@example.org");
  g_assert_cmpstr (comment->body, ==, "I was there too.");
  g_assert_nonnull (strstr (comment->original, "-- \nAndré"));
  g_assert_cmpint (g_date_time_get_utc_offset (comment->date), ==, 4 * G_TIME_SPAN_HOUR);
}

static void
test_nothing_twice (Fixture *fixture, gconstpointer data)
{
  GalleyImportReport report;

  take (fixture, MAIL, -1, &report);
  galley_import_report_clear (&report);
  take (fixture, MAIL, -1, &report);
  g_assert_cmpuint (report.comments.added, ==, 0);
  g_assert_cmpuint (report.comments.skipped, ==, 1);
  g_assert_cmpuint (report.warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (report.warnings, 0), "is here already"));
  galley_import_report_clear (&report);
  g_clear_pointer (&(GalleyComment *){ only_comment (fixture) }, galley_comment_free);
}

static void
test_thread (Fixture *fixture, gconstpointer data)
{
  static const char reply[] = "From b@example.org Tue Oct 13 10:00:00 2009\nFrom: b@example.org\n"
                              "Date: Tue, 13 Oct 2009 10:00:00 +0000\nSubject: something "
                              "else\nIn-Reply-To: <1@example.org>\n"
                              "Message-ID: <2@example.org>\n\nMe too.\n>From there.\n\n"
                              "From a@example.org Tue Oct 13 09:30:00 2009\n" MAIL;
  GalleyImportReport report;
  g_autoptr (GalleyComment) comment = NULL;
  gint64 id;

  take (fixture, reply, -1, &report);
  g_assert_cmpuint (report.comments.added, ==, 2);
  galley_import_report_clear (&report);
  id = galley_project_find_comment (fixture->project, "mbox", "2@example.org", NULL);
  comment = galley_project_load_comment (fixture->project, id, NULL);
  g_assert_nonnull (comment);
  g_assert_cmpint (comment->parent_id, ==,
                   galley_project_find_comment (fixture->project, "mbox", "1@example.org", NULL));
  g_assert_cmpint (comment->post_id, ==, fixture->post);
  g_assert_cmpstr (comment->name, ==, "b");
  g_assert_cmpstr (comment->body, ==, "Me too.\nFrom there.");
}

static void
test_deep_nesting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("From: a@example.org\nSubject: deep\n");
  GalleyImportReport report;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  g_string_append (text, "\nAt the bottom.\n");
  take (fixture, text->str, (gssize) text->len, &report);
  g_assert_cmpuint (report.comments.found, ==, 1);
  g_assert_cmpuint (report.warnings->len, >, 0);
  galley_import_report_clear (&report);
}

static void
test_long_mail (Fixture *fixture, gconstpointer data)
{
  gsize length = 40 * 1024 * 1024;
  g_autofree char *text = g_malloc (length);
  GalleyImportReport report;
  g_autoptr (GalleyComment) comment = NULL;

  memset (text, 'x', length);
  for (gsize i = 79; i < length; i += 80)
    text[i] = '\n';
  memcpy (text, "From: a@example.org\nDate: Tue, 13 Oct 2009 10:00:00 +0000\nSubject: long\n\n",
          74);
  take (fixture, text, (gssize) length, &report);
  g_assert_cmpuint (report.comments.added, ==, 1);
  galley_import_report_clear (&report);
  comment = only_comment (fixture);
  g_assert_cmpuint (strlen (comment->body), <=, 64 * 1024);
}

static void
put (Fixture *fixture, const char *name, guint number)
{
  g_autofree char *path = g_build_filename (fixture->source, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf ("From: a@example.org\nSubject: hi\n"
                                           "Message-ID: <%u@example.org>\n\nText %u.\n",
                                           number, number);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_all (inside);
    }
  g_remove (path);
}

static void
take_folder (Fixture *fixture, GalleyImportReport *report)
{
  const char *const sources[] = { fixture->source, NULL };
  GalleyImportOptions options = { .format = "auto" };
  g_autoptr (GError) error = NULL;

  galley_import_report_init (report);
  galley_import (fixture->project, sources, &options, report, NULL, &error);
  g_assert_no_error (error);
}

static void
test_folders (Fixture *fixture, gconstpointer data)
{
  g_autofree char *loop = g_build_filename (fixture->source, "2009", "loop", NULL);
  GalleyImportReport report;

  put (fixture, "2009/1.eml", 1);
  put (fixture, "2009/10/2.eml", 2);
  put (fixture, "2009/10/box/cur/3", 3);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  take_folder (fixture, &report);
  g_assert_cmpuint (report.comments.found, ==, 3);
  g_assert_cmpuint (report.comments.added, ==, 3);
  galley_import_report_clear (&report);
  remove_all (fixture->source);
}

static void
test_mailboxes (Fixture *fixture, gconstpointer data)
{
  GalleyImportReport report;
  gboolean told = FALSE;

  put (fixture, "cur/1", 1);
  put (fixture, "new/2", 2);
  put (fixture, "tmp/3", 3);
  put (fixture, ".Sent/cur/4", 4);
  take_folder (fixture, &report);
  g_assert_cmpuint (report.comments.added, ==, 2);
  for (guint i = 0; i < report.warnings->len; i++)
    told = told || strstr (g_ptr_array_index (report.warnings, i), "“.Sent”") != NULL;
  g_assert_true (told);
  galley_import_report_clear (&report);
  remove_all (fixture->source);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/mail/trims_a_quotation_below", test_trim_quotation_below);
  g_test_add_func ("/intake/mail/trims_a_quotation_above", test_trim_quotation_above);
  g_test_add_func ("/intake/mail/trims_a_signature", test_trim_signature);
  g_test_add_func ("/intake/mail/keeps_what_is_quoted_between", test_trim_keeps);
  g_test_add_func ("/intake/mail/decodes_every_charset_somehow", test_decode);
  ADD ("/intake/mail/an_answer_is_placed_by_the_title", test_placed_by_title);
  ADD ("/intake/mail/the_same_again_adds_nothing", test_nothing_twice);
  ADD ("/intake/mail/an_answer_joins_what_comes_after_it", test_thread);
  ADD ("/intake/mail/nesting_without_end_is_told", test_deep_nesting);
  ADD ("/intake/mail/a_long_mail_is_kept_as_far_as_it_goes", test_long_mail);
  ADD ("/intake/mail/folders_in_a_folder_are_read_and_links_are_not", test_folders);
  ADD ("/intake/mail/the_other_mailboxes_of_a_maildir_are_told", test_mailboxes);
  return g_test_run ();
}
