/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails as comments: a mail, an mbox, a Maildir, or a folder of mails. */
#include "galley-mail-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "galley-mail-folder.h"
#include "galley-mail.h"
#include "galley-source-tree.h"
#include "galley-text.h"

#define SOURCE "mbox"
#define MAX_ORIGINAL (64 * 1024)

/* One file of mails. */
typedef struct
{
  const char *name; /* for notes */
  const GalleyReadOptions *options;
  GalleyRecordSink *sink;
  int file;
  gboolean is_mbox;
} MailFile;

/**
 * galley_mail_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether @path holds mails
 */
gboolean
galley_mail_source_matches (const char *path, gboolean is_folder, const char *head, gsize length)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (is_folder)
    return galley_mail_folder_is_likely (path);
  return g_str_has_suffix (lower, ".mbox") || g_str_has_suffix (lower, ".eml") ||
         (!galley_source_is_markdown (path) && galley_mail_is_likely (head, length));
}

static void
warn (MailFile *self, guint number, const char *what)
{
  const GalleySourcePosition position = { self->name, "message", number };

  galley_record_sink_note (self->sink, GALLEY_NOTE_WARNING, &position, "%s", what);
}

static void
refuse (MailFile *self, guint number, const char *why)
{
  const GalleySourcePosition position = { self->name, "message", number };

  galley_record_sink_note (self->sink, GALLEY_NOTE_COMMENT_REFUSED, &position, "%s", why);
}

/* The post that the subject names by a mark, "[post:12]", as the form of a page writes it. */
static char *
find_mark (const char *subject)
{
  const char *mark = strstr (subject, "[post:");
  const char *digits = mark != NULL ? mark + strlen ("[post:") : "";
  gsize n = strspn (digits, "0123456789");

  return n > 0 && n <= 18 && digits[n] == ']' ? g_strndup (digits, n) : NULL;
}

static char *
make_digest (const GalleyMail *mail)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *date =
      mail->date != NULL ? g_date_time_format (mail->date, "%s") : g_strdup ("");
  const char *const parts[] = { mail->name, mail->email, date, mail->subject, mail->text };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  return g_strdup (g_checksum_get_string (checksum));
}

/* "From " where a line begins is written ">From " in an mbox, from which the mail may have come. */
static char *
unescape (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  if (g_str_has_prefix (plain->str, ">From "))
    g_string_erase (plain, 0, 1);
  g_string_replace (plain, "\n>From ", "\nFrom ", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n")] == '\0';
}

static void
note_date (MailFile *self, const GalleyMail *mail, guint number)
{
  g_autofree char *note = NULL;

  if (mail->date != NULL)
    return;
  if (mail->bad_date != NULL)
    note = g_strdup_printf ("“%.60s” is not a date; the comment is dated today", mail->bad_date);
  warn (self, number, note != NULL ? note : "it has no date; the comment is dated today");
}

/* The text of the mail, which is its subject where there is no other; FALSE where there is neither.
 */
static gboolean
find_text (MailFile *self, GalleyMail *mail, guint number)
{
  char *text = unescape (mail->text);

  g_free (mail->text);
  mail->text = text;
  if (!is_blank (mail->text))
    return TRUE;
  if (*mail->subject == '\0')
    {
      refuse (self, number, "a mail without a text and a subject");
      return FALSE;
    }
  warn (self, number, "there is no text in it that can be read; its subject stands for it");
  g_free (mail->text);
  mail->text = g_strdup (mail->subject);
  return TRUE;
}

/* @mail gives what is in it to the record. */
static GalleyCommentRecord *
make_record (MailFile *self, GalleyMail *mail, guint number)
{
  GalleyCommentRecord *comment = galley_comment_record_new ();

  comment->position = (GalleySourcePosition){ self->name, "message", number };
  comment->source = g_strdup (SOURCE);
  comment->body = galley_mail_trim (mail->text, mail->subject);
  g_strchomp (mail->text);
  comment->digest = make_digest (mail);
  if (!g_str_equal (comment->body, mail->text))
    comment->original =
        galley_text_repair (mail->text, MIN (strlen (mail->text), MAX_ORIGINAL), NULL);
  comment->post = *mail->post != '\0' ? g_steal_pointer (&mail->post) : find_mark (mail->subject);
  comment->id = g_steal_pointer (&mail->id);
  comment->subject = g_steal_pointer (&mail->subject);
  comment->name = g_steal_pointer (&mail->name);
  comment->email = g_steal_pointer (&mail->email);
  comment->date = g_steal_pointer (&mail->date);
  g_ptr_array_add (mail->answers, NULL);
  comment->parents = g_strdupv ((char **) mail->answers->pdata);
  comment->parents_may_miss = TRUE;
  return comment;
}

static gboolean
take_mail (MailFile *self, GalleyMailRange range, guint number, GError **error)
{
  g_autoptr (GalleyMail) mail = galley_mail_read (self->file, range, self->options->convert_html);
  g_autoptr (GalleyCommentRecord) comment = NULL;

  for (guint i = 0; i < mail->notes->len; i++)
    warn (self, number, g_ptr_array_index (mail->notes, i));
  if (!find_text (self, mail, number))
    return TRUE;
  note_date (self, mail, number);
  comment = make_record (self, mail, number);
  return self->sink->take_comment (self->sink, comment, error);
}

static gboolean
take_ranges (MailFile *self, GArray *ranges, GError **error)
{
  gint64 total = ranges->len > 0 ? g_array_index (ranges, GalleyMailRange, ranges->len - 1).end : 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      GalleyMailRange range = g_array_index (ranges, GalleyMailRange, i);

      if (g_cancellable_set_error_if_cancelled (self->options->cancellable, error) ||
          !take_mail (self, range, i + 1, error))
        return FALSE;
      if (self->is_mbox)
        self->sink->tell_progress (self->sink, (guint64) range.end, (guint64) total);
    }
  return TRUE;
}

static int
open_regular (const char *path)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  GStatBuf status;

  if (file < 0)
    return -1;
  if (g_stat (path, &status) == 0 && S_ISREG (status.st_mode))
    return file;
  close (file);
  errno = EINVAL;
  return -1;
}

/* A file that cannot be read stops nothing: it is a note. */
static gboolean
read_file (const char *path,
           const char *name,
           const GalleyReadOptions *options,
           GalleyRecordSink *sink,
           GError **error)
{
  MailFile self = { name, options, sink, open_regular (path), FALSE };
  g_autoptr (GArray) ranges =
      self.file >= 0 ? galley_mailbox_scan (self.file, &self.is_mbox) : NULL;
  gboolean done = TRUE;

  if (ranges == NULL)
    {
      g_autofree char *why = g_strdup_printf ("it cannot be read: %s", g_strerror (errno));

      refuse (&self, 0, why);
    }
  else if (ranges->len == 0)
    refuse (&self, 0, "it is empty");
  else
    done = take_ranges (&self, ranges, error);
  if (self.file >= 0)
    close (self.file);
  return done;
}

static gboolean
read_folder (const char *folder,
             const char *name,
             const GalleyReadOptions *options,
             GalleyRecordSink *sink,
             GError **error)
{
  g_autoptr (GPtrArray) files = galley_mail_folder_list (folder, name, sink);

  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *shown = g_filename_display_name (file);

      if (g_cancellable_set_error_if_cancelled (options->cancellable, error) ||
          !read_file (path, g_str_has_prefix (shown, "./") ? shown + 2 : shown, options, sink,
                      error))
        return FALSE;
      sink->tell_progress (sink, i + 1, files->len);
    }
  return TRUE;
}

/**
 * galley_mail_source_read:
 * @path: a mail, an mbox, a Maildir, or a folder of mails
 * @options: how to read them
 * @sink: gets a comment of each mail
 * @error: G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands mails over as comments. Which post each is about is told by a header or a mark in its
 * subject; else the subject and the mails that it answers may tell whoever takes it.
 */
gboolean
galley_mail_source_read (const char *path,
                         const GalleyReadOptions *options,
                         GalleyRecordSink *sink,
                         GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  return g_file_test (path, G_FILE_TEST_IS_DIR) ? read_folder (path, name, options, sink, error)
                                                : read_file (path, name, options, sink, error);
}
