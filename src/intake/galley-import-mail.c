/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "galley-comment.h"
#include "galley-html-to-markdown.h"
#include "galley-import-private.h"
#include "galley-intake.h"
#include "galley-mail.h"
#include "galley-post.h"
#include "galley-text.h"

#define SOURCE "mbox"
#define MAX_FILES 100000
#define MAX_FOLDERS 16 /* in each other */

typedef struct
{
  GalleyImporter *importer;
  GalleyIntake *intake;
  GHashTable *titles; /* folded title to gint64 *: which post has it */
} Postman;

static char *
fold (const char *text)
{
  g_autofree char *plain = galley_text_shorten (text, 300);
  g_autofree char *folded = g_utf8_casefold (plain, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gint64
find_title (Postman *self, const char *text)
{
  g_autofree char *folded = fold (text);
  const gint64 *id =
      folded != NULL && *folded != '\0' ? g_hash_table_lookup (self->titles, folded) : NULL;

  return id != NULL ? *id : 0;
}

/* "Re: Moscow", "[list] AW: Re: Moscow", "Regarding “Moscow” (Patrick, #12)": what a post's title
 * may stand in. */
static gint64
find_title_in (Postman *self, const char *subject)
{
  g_autofree char *plain = g_strdup (subject);
  char *tail = g_str_has_suffix (plain, ")") ? strrchr (plain, '(') : NULL;

  if (find_title (self, plain) != 0)
    return find_title (self, plain);
  if (tail != NULL && strstr (tail, ", #") != NULL)
    *tail = '\0';
  for (const char *p = plain; p != NULL && *p != '\0';)
    {
      const char *colon = strchr (p, ':');
      const char *bracket = *p == '[' ? strchr (p, ']') : NULL;
      gint64 id = find_title (self, p);

      if (id != 0)
        return id;
      p = bracket != NULL ? bracket + 1 : colon != NULL ? colon + 1 : NULL;
      while (p != NULL && *p == ' ')
        p++;
    }
  return 0;
}

/* The number in "[post:12]" or "(Patrick, #12)"; 0 where there is none. */
static gint64
find_number (const char *subject, const char *mark)
{
  const char *at = strstr (subject, mark);
  const char *digits = at != NULL ? at + strlen (mark) : "";
  gsize n = strspn (digits, "0123456789");

  if (n == 0 || n > 18 || strchr ("])", digits[n]) == NULL || digits[n] == '\0')
    return 0;
  return g_ascii_strtoll (digits, NULL, 10);
}

/* The form of a page names the comment that is answered; the post's title tells that the number is
 * this project's. */
static gboolean
place_by_number (Postman *self, GalleyComment *comment, const char *subject)
{
  gint64 id = find_number (subject, ", #");
  g_autoptr (GalleyComment) parent =
      id != 0 ? galley_project_load_comment (self->importer->project, id, NULL) : NULL;

  if (parent == NULL || parent->post_id == 0 || parent->post_title == NULL ||
      *parent->post_title == '\0' || strstr (subject, parent->post_title) == NULL)
    return FALSE;
  comment->parent_id = id;
  comment->post_id = parent->post_id;
  return TRUE;
}

static char *
find_post (Postman *self, GalleyComment *comment, const GalleyMail *mail)
{
  gint64 tagged = find_number (mail->subject, "[post:");

  if (*mail->post != '\0')
    return g_strdup (mail->post);
  if (tagged != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, tagged);
  if (!place_by_number (self, comment, mail->subject) && mail->answers->len == 0)
    comment->post_id = find_title_in (self, mail->subject);
  return NULL;
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

/* A mail is known by its Message-ID. Where another mail bears the same, which careless programs
 * write, it is known by what it says as well. */
static char *
make_source_id (Postman *self, const GalleyMail *mail, const char *body)
{
  g_autofree char *digest = make_digest (mail);
  g_autoptr (GalleyComment) other = NULL;
  gint64 id;

  if (*mail->id == '\0')
    return g_strconcat ("sha256:", digest, NULL);
  id = galley_project_find_comment (self->importer->project, SOURCE, mail->id, NULL);
  if (id != 0)
    other = galley_project_load_comment (self->importer->project, id, NULL);
  if (other == NULL || g_str_equal (other->body, body) || g_str_equal (other->original, body) ||
      g_str_equal (other->original, mail->text))
    return g_strdup (mail->id);
  return g_strdup_printf ("%s sha256:%.16s", mail->id, digest);
}

static void
set_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

static void
take_date (Postman *self, GalleyComment *comment, const GalleyMail *mail, guint number)
{
  g_clear_pointer (&comment->date, g_date_time_unref);
  comment->date = g_date_time_ref (mail->date != NULL ? mail->date : self->importer->now);
  if (mail->date != NULL)
    return;
  if (mail->bad_date != NULL)
    galley_intake_warn (self->intake, number, "“%.60s” is not a date; the comment is dated today",
                        mail->bad_date);
  else
    galley_intake_warn (self->intake, number, "it has no date; the comment is dated today");
}

/* "From " at the begin of a line is written ">From " in an mbox. */
static char *
unescape (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  if (g_str_has_prefix (plain->str, ">From "))
    g_string_erase (plain, 0, 1);
  g_string_replace (plain, "\n>From ", "\nFrom ", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static GalleyComment *
make_comment (Postman *self, GalleyMail *mail, gboolean is_mbox, guint number)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  g_autofree char *trimmed = NULL;

  if (is_mbox)
    set_text (&mail->text, unescape (mail->text));
  if (mail->text[strspn (mail->text, " \t\n")] == '\0')
    {
      if (*mail->subject == '\0')
        {
          galley_intake_refuse (self->intake, number, "a mail without a text and a subject");
          return NULL;
        }
      galley_intake_warn (self->intake, number,
                          "there is no text in it that can be read; its subject stands for it");
      set_text (&mail->text, g_strdup (mail->subject));
    }
  trimmed = galley_mail_trim (mail->text);
  set_text (&comment->body, galley_intake_body (self->intake, trimmed, number));
  set_text (&mail->text, g_strchomp (g_steal_pointer (&mail->text)));
  if (!g_str_equal (trimmed, mail->text))
    {
      gsize most = MIN (strlen (mail->text), 64 * 1024);

      set_text (&comment->original, galley_text_repair (mail->text, most, NULL));
    }
  set_text (&comment->name, galley_text_shorten (mail->name, 200));
  set_text (&comment->email, galley_text_shorten (mail->email, 200));
  take_date (self, comment, mail, number);
  set_text (&comment->source_id, make_source_id (self, mail, comment->body));
  return g_steal_pointer (&comment);
}

static char *
convert_html (const char *html)
{
  return galley_html_to_markdown (html, -1, NULL);
}

static gboolean
take_mail (Postman *self,
           int file,
           GalleyMailRange range,
           gboolean is_mbox,
           guint number,
           GError **error)
{
  g_autoptr (GalleyMail) mail = galley_mail_read (file, range, convert_html);
  g_autoptr (GalleyComment) comment = NULL;
  g_autofree char *post = NULL;

  for (guint i = 0; i < mail->notes->len; i++)
    galley_intake_warn (self->intake, number, "%s",
                        (const char *) g_ptr_array_index (mail->notes, i));
  comment = make_comment (self, mail, is_mbox, number);
  if (comment == NULL)
    return TRUE;
  post = find_post (self, comment, mail);
  g_ptr_array_add (mail->answers, NULL);
  return galley_intake_take (self->intake, comment,
                             &(GalleyArrival){
                                 .post = post,
                                 .parents = (const char *const *) mail->answers->pdata,
                                 .parents_may_miss = TRUE,
                                 .subject = mail->subject,
                             },
                             number, error);
}

static void
tell_progress (Postman *self, guint64 done, guint64 total)
{
  const GalleyImportOptions *options = self->importer->options;

  if (options->progress != NULL)
    options->progress (done, total, options->progress_data);
}

static gboolean
take_ranges (Postman *self, int file, GArray *ranges, gboolean is_mbox, GError **error)
{
  gint64 total = ranges->len > 0 ? g_array_index (ranges, GalleyMailRange, ranges->len - 1).end : 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      GalleyMailRange range = g_array_index (ranges, GalleyMailRange, i);

      if (g_cancellable_set_error_if_cancelled (self->importer->cancellable, error) ||
          !take_mail (self, file, range, is_mbox, i + 1, error))
        return FALSE;
      if (is_mbox)
        tell_progress (self, (guint64) range.end, (guint64) total);
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

/* A file that cannot be read stops nothing: it is told. */
static gboolean
take_file (Postman *self, const char *path, const char *name, GError **error)
{
  int file = open_regular (path);
  g_autoptr (GArray) ranges = NULL;
  gboolean is_mbox = FALSE;
  gboolean whole;

  galley_intake_set_name (self->intake, name);
  ranges = file >= 0 ? galley_mailbox_scan (file, &is_mbox) : NULL;
  if (ranges == NULL)
    {
      galley_intake_refuse (self->intake, 0, "it cannot be read: %s", g_strerror (errno));
      if (file >= 0)
        close (file);
      return TRUE;
    }
  if (ranges->len == 0)
    galley_intake_refuse (self->intake, 0, "it is empty");
  whole = take_ranges (self, file, ranges, is_mbox, error);
  close (file);
  return whole;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
is_maildir (const char *path)
{
  g_autofree char *cur = g_build_filename (path, "cur", NULL);

  return g_file_test (cur, G_FILE_TEST_IS_DIR);
}

/* A folder, and none behind a link: no loop is possible. */
static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static void list_mails (Postman *self, const char *folder, const char *below, GPtrArray *names);

/* The mails of the folder @below, and those of the folders in it. */
static void
list_folder (Postman *self, const char *folder, const char *below, GPtrArray *names)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && names->len < MAX_FILES && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);
      g_autofree char *inside = g_build_filename (below, name, NULL);

      if (*name != '.' && g_file_test (full, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (names, g_steal_pointer (&inside));
      else if (*name != '.' && is_folder (full))
        list_mails (self, folder, inside, names);
    }
}

/* The other mailboxes of a Maildir, as what was sent and what was deleted, are no comments: it is
 * said that they are there. */
static void
tell_mailboxes (Postman *self, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, name, NULL);
      g_autofree char *shown = g_filename_display_name (name);

      if (*name == '.' && !g_str_equal (name, ".") && !g_str_equal (name, "..") &&
          is_maildir (full))
        galley_intake_warn (self->intake, 0,
                            "the mailbox “%s” in it is left out; import it by itself if readers "
                            "wrote there",
                            shown);
    }
}

/* The mails of a Maildir, or of a folder of files and of folders. */
static void
list_mails (Postman *self, const char *folder, const char *below, GPtrArray *names)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  guint depth = 0;

  for (const char *p = below; *p != '\0'; p++)
    depth += *p == G_DIR_SEPARATOR;
  if (depth > MAX_FOLDERS)
    galley_intake_warn (self->intake, 0, "folders deeper than %d in it are left out", MAX_FOLDERS);
  else if (is_maildir (path))
    {
      g_autofree char *cur = g_build_filename (below, "cur", NULL);
      g_autofree char *new = g_build_filename (below, "new", NULL);

      list_folder (self, folder, cur, names);
      list_folder (self, folder, new, names);
      tell_mailboxes (self, path);
    }
  else
    list_folder (self, folder, below, names);
}

static gboolean
take_folder (Postman *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  list_mails (self, folder, ".", names);
  g_ptr_array_sort (names, compare_names);
  if (names->len >= MAX_FILES)
    galley_intake_warn (self->intake, 0, "it has more than %d mails; the others are left out",
                        MAX_FILES);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *shown = g_filename_display_name (name);

      if (g_cancellable_set_error_if_cancelled (self->importer->cancellable, error) ||
          !take_file (self, path, g_str_has_prefix (shown, "./") ? shown + 2 : shown, error))
        return FALSE;
      tell_progress (self, i + 1, names->len);
    }
  return TRUE;
}

/**
 * galley_import_mail:
 * @importer: the import, in a transaction
 * @source: a mail, an mbox, a Maildir, or a folder of mails
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Takes mails in as comments. The post is told by a header, a mark in the subject, the comment that
 * is answered, or the post's title in the subject; else the comment is kept unplaced.
 */
gboolean
galley_import_mail (GalleyImporter *importer, const char *source, GError **error)
{
  g_autofree char *name = g_filename_display_basename (source);
  g_autoptr (GalleyIntake) intake = galley_intake_new (importer, name, "message", SOURCE);
  g_autoptr (GHashTable) titles = galley_project_list_titles (importer->project, fold, error);
  Postman self = { importer, intake, titles };
  gboolean whole;

  if (titles == NULL)
    return FALSE;
  whole = g_file_test (source, G_FILE_TEST_IS_DIR) ? take_folder (&self, source, error)
                                                   : take_file (&self, source, name, error);
  return whole && galley_intake_finish (intake, error);
}
