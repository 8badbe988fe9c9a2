/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-mail.h"

#include <gmime/gmime.h>
#include <string.h>
#include <unistd.h>

#include "galley-text.h"

#define MAX_PARTS 500
#define MAX_DEPTH 30
#define MAX_NOTES 12
#define MAX_TEXT (256 * 1024) /* of a part, decoded; a comment keeps less */
#define MAX_ANSWERS 50
#define MAX_HEADER 2000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFilter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

/* The way through the parts of a mail. */
typedef struct
{
  GString *text;
  GPtrArray *notes;
  GalleyHtmlConverter convert_html;
  guint n_parts;
  gboolean inside; /* look into mails within the mail as well */
} Gather;

static void gather (Gather *self, GMimeObject *part, guint depth);

static void
note (GPtrArray *notes, char *given)
{
  char *what = g_utf8_make_valid (given, -1); /* names are cut by bytes */

  g_free (given);
  for (guint i = 0; i < notes->len; i++)
    if (g_str_equal (g_ptr_array_index (notes, i), what))
      {
        g_free (what);
        return;
      }
  if (notes->len < MAX_NOTES)
    g_ptr_array_add (notes, what);
  else
    g_free (what);
}

/* The decoded bytes of a part, as many as are wanted. */
static GByteArray *
read_part (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GMimeStream) filtered = NULL;
  GMimeContentEncoding encoding;
  GMimeStream *stream;
  char buffer[8192];
  gssize n;

  if (content == NULL)
    return bytes;
  stream = g_mime_data_wrapper_get_stream (content);
  encoding = g_mime_data_wrapper_get_encoding (content);
  g_mime_stream_reset (stream);
  filtered = g_mime_stream_filter_new (stream);
  if (encoding == GMIME_CONTENT_ENCODING_BASE64 ||
      encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
      encoding == GMIME_CONTENT_ENCODING_UUENCODE)
    {
      g_autoptr (GMimeFilter) decode = g_mime_filter_basic_new (encoding, FALSE);

      g_mime_stream_filter_add (GMIME_STREAM_FILTER (filtered), decode);
    }
  while (bytes->len < MAX_TEXT && (n = g_mime_stream_read (filtered, buffer, sizeof buffer)) > 0)
    g_byte_array_append (bytes, (const guint8 *) buffer, (guint) n);
  return bytes;
}

static void
add_text (Gather *self, GMimePart *part, gboolean is_html)
{
  g_autoptr (GByteArray) bytes = read_part (part);
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  const char *format = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "format");
  const char *delsp = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "delsp");
  g_autofree char *text = NULL;

  if (self->text->len >= MAX_TEXT)
    return;
  text = galley_mail_decode (bytes->len > 0 ? (const char *) bytes->data : "", bytes->len, charset,
                             self->notes);
  if (is_html)
    {
      g_autofree char *html = g_steal_pointer (&text);

      text = self->convert_html (html);
    }
  else if (format != NULL && g_ascii_strcasecmp (format, "flowed") == 0)
    {
      g_autofree char *flowed = g_steal_pointer (&text);

      text = galley_mail_unflow (flowed, delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0);
    }
  g_strchomp (text);
  if (text[strspn (text, " \t\n")] == '\0')
    return;
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  g_string_append (self->text, text);
}

static void
note_attachment (Gather *self, GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  g_autofree char *kind = g_mime_content_type_get_mime_type (type);
  const char *name = GMIME_IS_PART (part) ? g_mime_part_get_filename (GMIME_PART (part)) : NULL;
  g_autofree char *valid_name =
      galley_text_repair (name != NULL ? name : "", name != NULL ? strlen (name) : 0, NULL);
  g_autofree char *valid_kind = g_utf8_make_valid (kind, -1);
  g_autofree char *short_name = galley_text_shorten (valid_name, 80);

  if (*short_name != '\0')
    note (self->notes,
          g_strdup_printf ("an attachment is left out: “%s” (%.80s)", short_name, valid_kind));
  else
    note (self->notes, g_strdup_printf ("an attachment is left out (%.80s)", valid_kind));
}

static void
gather_part (Gather *self, GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  gboolean is_html = g_mime_content_type_is_type (type, "text", "html");

  if (g_mime_content_type_is_type (type, "application", "pkcs7-mime") ||
      g_mime_content_type_is_type (type, "application", "x-pkcs7-mime"))
    note (self->notes, g_strdup ("it is encrypted or sealed with S/MIME, which is not opened"));
  else if (g_mime_content_type_is_type (type, "*", "pkcs7-signature") ||
           g_mime_content_type_is_type (type, "*", "x-pkcs7-signature") ||
           g_mime_content_type_is_type (type, "*", "pgp-signature"))
    note (self->notes, g_strdup ("it is signed; the signature was not checked"));
  else if (GMIME_IS_MESSAGE_PARTIAL (part))
    note (self->notes, g_strdup ("it is one piece of a mail that was sent in several"));
  else if (!g_mime_part_is_attachment (part) &&
           (is_html || g_mime_content_type_is_type (type, "text", "plain") ||
            g_mime_content_type_is_type (type, "text", "enriched") ||
            g_mime_content_type_is_type (type, "text", "richtext")))
    add_text (self, part, is_html);
  else
    note_attachment (self, GMIME_OBJECT (part));
}

static gboolean
holds (GMimeObject *part, const char *subtype, guint depth, guint *n_looked)
{
  if (depth > MAX_DEPTH || ++*n_looked > MAX_PARTS)
    return FALSE;
  if (GMIME_IS_MULTIPART (part))
    {
      int n = MIN (g_mime_multipart_get_count (GMIME_MULTIPART (part)), MAX_PARTS);

      for (int i = 0; i < n; i++)
        if (holds (g_mime_multipart_get_part (GMIME_MULTIPART (part), i), subtype, depth + 1,
                   n_looked))
          return TRUE;
      return FALSE;
    }
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", subtype);
}

/* The same in several ways: what is plain is nearest to Markdown. */
static void
gather_alternative (Gather *self, GMimeMultipart *parts, guint depth)
{
  static const char *const wanted[] = { "plain", "html", "*" };
  int n = MIN (g_mime_multipart_get_count (parts), MAX_PARTS);
  gsize before = self->text->len;

  for (gsize w = 0; w < G_N_ELEMENTS (wanted); w++)
    for (int i = 0; i < n && self->text->len == before; i++)
      {
        GMimeObject *part = g_mime_multipart_get_part (parts, i);
        guint n_looked = 0;

        if (holds (part, wanted[w], depth, &n_looked))
          gather (self, part, depth + 1);
      }
}

static void
gather_multipart (Gather *self, GMimeMultipart *parts, guint depth)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (parts));
  int n = g_mime_multipart_get_count (parts);

  if (g_mime_content_type_is_type (type, "multipart", "encrypted"))
    {
      note (self->notes, g_strdup ("it is encrypted, which is not opened"));
      return;
    }
  if (g_mime_content_type_is_type (type, "multipart", "signed"))
    note (self->notes, g_strdup ("it is signed; the signature was not checked"));
  if (g_mime_content_type_is_type (type, "multipart", "report"))
    {
      note (self->notes, g_strdup ("a mail program wrote it, to say what became of another mail"));
      n = MIN (n, 1);
    }
  if (g_mime_content_type_is_type (type, "multipart", "alternative"))
    {
      gather_alternative (self, parts, depth);
      return;
    }
  for (int i = 0; i < n && self->n_parts <= MAX_PARTS; i++)
    gather (self, g_mime_multipart_get_part (parts, i), depth + 1);
}

static void
gather (Gather *self, GMimeObject *part, guint depth)
{
  if (part == NULL)
    return;
  if (depth > MAX_DEPTH || ++self->n_parts > MAX_PARTS)
    {
      note (self->notes, g_strdup ("it is nested too deeply or has too many parts; the rest is "
                                   "left out"));
      return;
    }
  if (GMIME_IS_MULTIPART (part))
    gather_multipart (self, GMIME_MULTIPART (part), depth);
  else if (GMIME_IS_MESSAGE_PART (part))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));

      if (self->inside && message != NULL)
        gather (self, g_mime_message_get_mime_part (message), depth + 1);
      else
        note (self->notes, g_strdup ("a mail that it forwards is left out"));
    }
  else if (GMIME_IS_PART (part))
    gather_part (self, GMIME_PART (part));
}

static char *
gather_text (GMimeMessage *message, GPtrArray *notes, GalleyHtmlConverter convert_html)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GMimeObject *top = g_mime_message_get_mime_part (message);

  for (int inside = 0; inside <= 1 && text->len == 0; inside++)
    {
      Gather self = { text, notes, convert_html, 0, inside != 0 };

      gather (&self, top, 0);
    }
  return galley_text_repair (text->str, text->len, NULL);
}

/* One line of valid text of bounded length. */
static char *
clean (const char *text)
{
  gsize length = text != NULL ? strnlen (text, MAX_HEADER) : 0;
  g_autofree char *valid = galley_text_repair (text != NULL ? text : "", length, NULL);

  return galley_text_shorten (valid, 300);
}

static InternetAddressMailbox *
find_mailbox (InternetAddressList *list, guint depth)
{
  int n = list != NULL ? MIN (internet_address_list_length (list), 100) : 0;

  for (int i = 0; i < n; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_MAILBOX (address))
        return INTERNET_ADDRESS_MAILBOX (address);
      if (INTERNET_ADDRESS_IS_GROUP (address) && depth < 3)
        {
          InternetAddressMailbox *mailbox = find_mailbox (
              internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), depth + 1);

          if (mailbox != NULL)
            return mailbox;
        }
    }
  return NULL;
}

static void
read_sender (GalleyMail *mail, GMimeMessage *message)
{
  InternetAddressMailbox *mailbox = find_mailbox (g_mime_message_get_from (message), 0);
  g_autofree char *name = NULL;

  if (mailbox == NULL)
    mailbox = find_mailbox (g_mime_message_get_reply_to (message), 0);
  if (mailbox == NULL)
    mailbox = find_mailbox (g_mime_message_get_sender (message), 0);
  if (mailbox == NULL)
    {
      mail->name = clean (g_mime_object_get_header (GMIME_OBJECT (message), "From"));
      mail->email = g_strdup ("");
      note (mail->notes, g_strdup ("it names no sender that can be answered"));
      return;
    }
  mail->email = clean (internet_address_mailbox_get_addr (mailbox));
  name = clean (internet_address_get_name (INTERNET_ADDRESS (mailbox)));
  mail->name =
      *name != '\0' ? g_steal_pointer (&name) : g_strndup (mail->email, strcspn (mail->email, "@"));
}

static void
read_date (GalleyMail *mail, GMimeMessage *message)
{
  const char *header = g_mime_object_get_header (GMIME_OBJECT (message), "Date");
  GDateTime *date = g_mime_message_get_date (message);

  if (date != NULL && g_date_time_get_year (date) >= 1970)
    mail->date = g_date_time_ref (date);
  else if (header != NULL)
    mail->bad_date = clean (header);
}

static void
add_answers (GalleyMail *mail, const char *header, gboolean newest_first)
{
  g_autofree char *text = g_strndup (header != NULL ? header : "", 64 * 1024);
  GMimeReferences *ids = g_mime_references_parse (NULL, text);
  int n = g_mime_references_length (ids);

  for (int i = 0; i < n && mail->answers->len < MAX_ANSWERS; i++)
    g_ptr_array_add (mail->answers,
                     clean (g_mime_references_get_message_id (ids, newest_first ? n - 1 - i : i)));
  g_mime_references_free (ids);
}

static gboolean
header_has (GMimeMessage *message, const char *name, const char *word)
{
  g_autofree char *text = clean (g_mime_object_get_header (GMIME_OBJECT (message), name));
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return *lower != '\0' && (word == NULL || strstr (lower, word) != NULL);
}

/* What no reader wrote, as RFC 3834 and habit mark it. */
static void
note_kind (GalleyMail *mail, GMimeMessage *message)
{
  gboolean automatic = (header_has (message, "Auto-Submitted", NULL) &&
                        !header_has (message, "Auto-Submitted", "no")) ||
                       header_has (message, "X-Autoreply", NULL) ||
                       header_has (message, "X-Auto-Response-Suppress", "all") ||
                       header_has (message, "Precedence", "auto_reply");
  gboolean bounce = header_has (message, "From", "mailer-daemon") ||
                    header_has (message, "From", "mail delivery") ||
                    header_has (message, "Return-Path", "<>");

  if (bounce)
    note (mail->notes, g_strdup ("it is a notice that a mail could not be delivered"));
  else if (automatic)
    note (mail->notes, g_strdup ("it is an automatic answer"));
  if (header_has (message, "List-Id", NULL) || header_has (message, "List-Unsubscribe", NULL) ||
      header_has (message, "Precedence", "list") || header_has (message, "Precedence", "bulk"))
    note (mail->notes, g_strdup ("it came through a mailing list"));
}

static GalleyMail *
mail_new (void)
{
  GalleyMail *mail = g_new0 (GalleyMail, 1);

  mail->answers = g_ptr_array_new_with_free_func (g_free);
  mail->notes = g_ptr_array_new_with_free_func (g_free);
  return mail;
}

static void
read_message (GalleyMail *mail, GMimeMessage *message, GalleyHtmlConverter convert_html)
{
  g_autoptr (GPtrArray) answers = NULL;

  read_sender (mail, message);
  read_date (mail, message);
  note_kind (mail, message);
  mail->subject = clean (g_mime_message_get_subject (message));
  mail->id = clean (g_mime_message_get_message_id (message));
  mail->post = clean (g_mime_object_get_header (GMIME_OBJECT (message), "X-Galley-Post"));
  add_answers (mail, g_mime_object_get_header (GMIME_OBJECT (message), "In-Reply-To"), FALSE);
  add_answers (mail, g_mime_object_get_header (GMIME_OBJECT (message), "References"), TRUE);
  mail->text = gather_text (message, mail->notes, convert_html);
}

static GMimeParserOptions *
options_new (void)
{
  static const char *charsets[] = { "utf-8", "windows-1252", NULL };
  static gsize ready = 0;
  GMimeParserOptions *options;

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  options = g_mime_parser_options_new ();
  g_mime_parser_options_set_fallback_charsets (options, charsets);
  g_mime_parser_options_set_allow_addresses_without_domain (options, TRUE);
  return options;
}

/**
 * galley_mail_read:
 * @file: a file, opened for reading
 * @range: where the mail stands in it
 * @convert_html: makes Markdown of a part that is HTML
 *
 * Reads a mail as RFC 5322 and MIME have it, and bears with what is not so. Texts are read from the
 * file as far as they are wanted; attachments are passed over.
 *
 * Returns: (transfer full): the mail
 */
GalleyMail *
galley_mail_read (int file, GalleyMailRange range, GalleyHtmlConverter convert_html)
{
  GMimeParserOptions *options = options_new ();
  GalleyMail *mail = mail_new ();
  gint64 end = MIN (range.end, range.start + GALLEY_MAIL_MAX);
  g_autoptr (GMimeStream) stream = g_mime_stream_fs_new_with_bounds (file, range.start, end);
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeMessage) message = NULL;

  g_mime_stream_fs_set_owner (GMIME_STREAM_FS (stream), FALSE);
  g_mime_stream_reset (stream);
  parser = g_mime_parser_new_with_stream (stream);
  g_mime_parser_set_format (parser, GMIME_FORMAT_MESSAGE);
  message = g_mime_parser_construct_message (parser, options);
  if (end < range.end)
    note (mail->notes, g_strdup_printf ("longer than %d MiB; what is beyond was not read",
                                        GALLEY_MAIL_MAX / 1024 / 1024));
  if (message != NULL)
    read_message (mail, message, convert_html);
  else
    {
      mail->name = g_strdup ("");
      mail->email = g_strdup ("");
      mail->subject = g_strdup ("");
      mail->id = g_strdup ("");
      mail->post = g_strdup ("");
      mail->text = g_strdup ("");
    }
  g_mime_parser_options_free (options);
  return mail;
}

/**
 * galley_mail_free:
 * @mail: (nullable): a mail
 */
void
galley_mail_free (GalleyMail *mail)
{
  if (mail == NULL)
    return;
  g_free (mail->name);
  g_free (mail->email);
  g_clear_pointer (&mail->date, g_date_time_unref);
  g_free (mail->bad_date);
  g_free (mail->subject);
  g_free (mail->id);
  g_free (mail->post);
  g_free (mail->text);
  g_ptr_array_unref (mail->answers);
  g_ptr_array_unref (mail->notes);
  g_free (mail);
}
