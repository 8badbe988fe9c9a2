/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

/* A mail, as far as it can be a comment. Texts are valid UTF-8, never NULL unless said. */
typedef struct
{
  char *name;      /* of the sender; where the mail has none, what stands before the @ */
  char *email;     /* "" where there is none */
  GDateTime *date; /* (nullable) */
  char *bad_date;  /* (nullable): what stands where a date should be */
  char *subject;
  char *id;           /* Message-ID without its angles; "" where there is none */
  char *post;         /* what X-Galley-Post says; "" */
  GPtrArray *answers; /* of char *: ids that it answers, the likeliest first */
  char *text;         /* Markdown, whole, with what is quoted; "" where there is none */
  GPtrArray *notes;   /* of char *: what is worth telling: what was left out, what kind it is */
} GalleyMail;

/* Where a mail stands in a file. */
typedef struct
{
  gint64 start, end;
} GalleyMailRange;

/* Reads the mail in a range of an open file, which is at most GALLEY_MAIL_MAX long. */
#define GALLEY_MAIL_MAX (32 * 1024 * 1024)
GalleyMail *galley_mail_read (int file, GalleyMailRange range, GalleyHtmlConverter convert_html);
void galley_mail_free (GalleyMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMail, galley_mail_free)

/* The mails of an mbox, or the one that a file is. NULL where it cannot be read. */
GArray *galley_mailbox_scan (int file, gboolean *is_mbox);
gboolean galley_mail_is_likely (const char *head, gsize length);

char *galley_mail_decode (const char *bytes, gsize length, const char *charset, GPtrArray *notes);
char *galley_mail_unflow (const char *text, gboolean delsp);
char *galley_mail_trim (const char *text, const char *subject);
