/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "galley-mail.h"

#define BLOCK (256 * 1024)
#define MAX_MARK 256

/* Fields that hardly anything but a mail begins with; letters of either case. */
static const char *const FIELDS[] = {
  "from",         "to",           "date",         "subject",
  "message-id",   "received",     "sender",       "return-path",
  "mime-version", "content-type", "reply-to",     "delivered-to",
  "x-mailer",     "in-reply-to",  "x-vm-v5-data", "cc"
};

static gboolean
is_field (const char *line, gsize length, gboolean *is_known)
{
  const char *colon = memchr (line, ':', MIN (length, 80));
  g_autofree char *name = NULL;

  if (colon == NULL || colon == line)
    return FALSE;
  for (const char *p = line; p < colon; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  name = g_ascii_strdown (line, colon - line);
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    *is_known = *is_known || g_str_equal (name, FIELDS[i]);
  return TRUE;
}

static gboolean
is_from (const char *line, gsize length)
{
  return length >= 5 && memcmp (line, "From ", 5) == 0;
}

/* "From who@where Fri Apr  6 16:46:09 2001": prose that begins with "From" has no clock and year in
 * it. Others are marks where fields of a mail follow: programs write "From - " or no time at all.
 */
static gboolean
is_sure_mark (const char *line, gsize length)
{
  gboolean clock = FALSE;
  guint digits = 0;

  if (!is_from (line, length))
    return FALSE;
  for (gsize i = 5; i < length; i++)
    {
      clock = clock || (i + 4 < length && g_ascii_isdigit (line[i]) &&
                        g_ascii_isdigit (line[i + 1]) && line[i + 2] == ':' &&
                        g_ascii_isdigit (line[i + 3]) && g_ascii_isdigit (line[i + 4]));
      digits = g_ascii_isdigit (line[i]) ? digits + 1 : 0;
      if (clock && digits == 4 && (i + 1 == length || !g_ascii_isdigit (line[i + 1])))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  GArray *ranges;
  char line[MAX_MARK]; /* the begin of the line that is being read */
  gsize line_length;
  gint64 line_start;
  gboolean after_blank; /* a mark stands at the begin, or after an empty line */
  gboolean is_mbox;
  gboolean is_pending; /* what follows tells whether there is a mark: at mark_start, to mark_end */
  gint64 mark_start, mark_end;
  guint n_known; /* fields of mails since */
} Scan;

static void
add_mail (Scan *scan, gint64 start)
{
  GalleyMailRange range = { start, start };

  g_array_append_val (scan->ranges, range);
}

/* There is a mark: the mail before it ends, and another begins after it. */
static void
take_mark (Scan *scan, gint64 start, gint64 end)
{
  if (scan->ranges->len > 0)
    g_array_index (scan->ranges, GalleyMailRange, scan->ranges->len - 1).end = start;
  add_mail (scan, end);
  scan->is_mbox = TRUE;
}

/* Decides about what may be a mark. */
static void
settle_mark (Scan *scan)
{
  scan->is_pending = FALSE;
  if (scan->n_known >= 2)
    take_mark (scan, scan->mark_start, scan->mark_end);
  else if (scan->ranges->len == 0)
    add_mail (scan, scan->mark_start);
}

/* Takes a line after what may be a mark: fields of a mail to the next empty line say that it is. */
static void
follow_mark (Scan *scan, const char *line, gsize length)
{
  gboolean is_known = FALSE;

  if (length == 0)
    settle_mark (scan);
  else if (*line == ' ' || *line == '\t' || (length > 6 && memcmp (line, ">From ", 6) == 0))
    return;
  else if (is_field (line, length, &is_known))
    scan->n_known += is_known;
  else
    {
      scan->n_known = 0;
      settle_mark (scan);
    }
}

static void
end_line (Scan *scan, gint64 next)
{
  gsize length = MIN (scan->line_length, sizeof scan->line);
  gboolean may_be_mark = scan->after_blank && (scan->line_start == 0 || scan->is_mbox);

  while (length > 0 && scan->line[length - 1] == '\r')
    length--;
  if (scan->is_pending)
    follow_mark (scan, scan->line, length);
  else if (may_be_mark && is_sure_mark (scan->line, length))
    take_mark (scan, scan->line_start, next);
  else if (may_be_mark && is_from (scan->line, length))
    {
      scan->is_pending = TRUE;
      scan->mark_start = scan->line_start;
      scan->mark_end = next;
      scan->n_known = 0;
    }
  else if (scan->ranges->len == 0)
    add_mail (scan, scan->line_start);
  scan->after_blank = scan->line_length == 0 || length == 0;
  scan->line_start = next;
  scan->line_length = 0;
}

static void
scan_block (Scan *scan, const char *block, gsize length, gint64 offset)
{
  const char *p = block;

  while (p < block + length)
    {
      const char *newline = memchr (p, '\n', (gsize) (block + length - p));
      const char *end = newline != NULL ? newline : block + length;
      gsize n = (gsize) (end - p);

      if (scan->line_length < sizeof scan->line)
        memcpy (scan->line + scan->line_length, p, MIN (n, sizeof scan->line - scan->line_length));
      scan->line_length += n;
      p = end;
      if (newline != NULL)
        end_line (scan, offset + (++p - block));
    }
}

/**
 * galley_mailbox_scan:
 * @file: a file, opened for reading
 * @is_mbox: (out): whether it is an mbox, and not one mail
 *
 * Finds the mails of a file without holding it: an mbox in any of its dialects, which begins with a
 * "From " line, or else one mail.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyMailRange): where they stand; %NULL where
 *   the file cannot be read, with errno set
 */
GArray *
galley_mailbox_scan (int file, gboolean *is_mbox)
{
  g_autofree char *block = g_malloc (BLOCK);
  g_autofree Scan *scan = g_new0 (Scan, 1);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (GalleyMailRange));
  gint64 offset = 0;
  gssize n;

  scan->ranges = ranges;
  scan->after_blank = TRUE;
  while ((n = pread (file, block, BLOCK, offset)) > 0)
    {
      scan_block (scan, block, (gsize) n, offset);
      offset += n;
    }
  if (n < 0)
    return NULL;
  if (scan->line_length > 0)
    end_line (scan, offset);
  if (scan->is_pending)
    settle_mark (scan);
  if (ranges->len > 0)
    g_array_index (ranges, GalleyMailRange, ranges->len - 1).end = offset;
  *is_mbox = scan->is_mbox;
  return g_steal_pointer (&ranges);
}

/**
 * galley_mail_is_likely:
 * @head: the begin of a file
 * @length: bytes of @head
 *
 * Returns: whether this is a mail or an mbox: two fields that mails have, and nothing but fields
 *   before the first empty line
 */
gboolean
galley_mail_is_likely (const char *head, gsize length)
{
  guint n_known = 0;

  for (const char *p = head; p < head + length;)
    {
      const char *newline = memchr (p, '\n', (gsize) (head + length - p));
      gsize n = newline != NULL ? (gsize) (newline - p) : (gsize) (head + length - p);
      gboolean is_known = FALSE;

      if (p == head && is_sure_mark (p, n))
        return TRUE;
      if (n > 0 && p[n - 1] == '\r')
        n--;
      if (n == 0 || newline == NULL)
        break;
      if (!(p > head && (*p == ' ' || *p == '\t')) && !(p == head && is_from (p, n)) &&
          !is_field (p, n, &is_known))
        return FALSE;
      n_known += is_known;
      p = newline + 1;
    }
  return n_known >= 2;
}
