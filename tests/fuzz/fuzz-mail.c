/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "galley-html-to-markdown.h"
#include "galley-mail.h"

static char *
convert_html (const char *html)
{
  return galley_html_to_markdown (html, -1, NULL);
}

/* Whatever a file holds, its mails are texts. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("galley-fuzz-XXXXXX", &path, NULL);
  g_autoptr (GArray) ranges = NULL;
  gboolean is_mbox = FALSE;

  galley_mail_is_likely ((const char *) data, size);
  if (file < 0 || write (file, data, size) != (gssize) size)
    g_error ("no room for an input");
  g_remove (path);
  ranges = galley_mailbox_scan (file, &is_mbox);
  for (guint i = 0; ranges != NULL && i < ranges->len && i < 20; i++)
    {
      g_autoptr (GalleyMail) mail =
          galley_mail_read (file, g_array_index (ranges, GalleyMailRange, i), convert_html);
      g_autofree char *trimmed = galley_mail_trim (mail->text, mail->subject);

      g_assert (g_utf8_validate (mail->name, -1, NULL));
      g_assert (g_utf8_validate (mail->subject, -1, NULL));
      g_assert (g_utf8_validate (trimmed, -1, NULL));
      for (guint n = 0; n < mail->notes->len; n++)
        g_assert (g_utf8_validate (g_ptr_array_index (mail->notes, n), -1, NULL));
    }
  close (file);
  return 0;
}
