/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-bounds-private.h"

#include <string.h>

/* libcmark 0.30.2 cannot be interrupted, and some texts that nobody writes keep it busy for time in
 * the square of their length. What it would do is counted here beforehand, in one pass that follows
 * its rules roughly and always to the safe side:
 *
 * - every line is matched against all containers (quotations, items of lists) open around it, and
 *   every piece of inline markup walks up through them;
 * - every link that closes walks back over all images that are still open in its paragraph;
 * - every closing bracket compares what stands before it with the labels of references;
 * - every reference copies its definition into the output;
 * - every character that may be markup, and every line, becomes a node of its own at first;
 * - every "<?", "<![CDATA[" and "<!X" that is not closed is looked for to the end of its paragraph.
 *
 * The budgets are hundreds of times what real text takes. */

#define SIZE_MAX_TEXT (64 * 1024 * 1024)
#define CONTAINERS_MAX 200

/* The budgets, beyond what is in proportion to the length. */
#define STEPS_MAX 2000000
#define PIECES_MAX 800000
#define IMAGE_STEPS_MAX 2000000
#define LABEL_STEPS_MAX 4000000
#define HTML_STEPS_MAX 100000000
#define REFERENCES_MAX 32000000

/* How far apart brackets may be for what is between them to be a label. */
#define LABEL_MAX 1000

typedef struct
{
  const char *text;
  gsize length;
  gsize feed, carriage; /* the next of each, both of which end lines */

  /* Containers open around the line; the width that an item's lines are indented, 0 for a
   * quotation. */
  guint16 widths[CONTAINERS_MAX + 1];
  guint n_containers;
  guint max_depth;
  gboolean in_paragraph;
  guint64 steps;

  /* Brackets open in the paragraph: where they stand, twice, plus one for an image. */
  GArray *brackets;
  guint open_images;
  guint64 image_steps;
  guint64 label_steps;
  guint64 n_references;
  gsize definition; /* where what may be one began, or G_MAXSIZE */
  gboolean is_definition;
  gsize longest_definition;

  /* In the paragraph: where it began, and how often each kind of raw HTML was opened since it was
   * last closed. */
  guint64 html_steps;
  guint64 n_pieces;
  guint unclosed[3];
  gsize unclosed_from[3];
} Scan;

/* A line, taken apart from its start. */
typedef struct
{
  gsize at, end; /* what is left; at is behind the white space counted in indent */
  guint column;
  guint indent;
} Line;

static void
skip_space (const Scan *scan, Line *line)
{
  for (; line->at < line->end; line->at++)
    {
      guint width;

      if (scan->text[line->at] == ' ')
        width = 1;
      else if (scan->text[line->at] == '\t')
        width = 4 - line->column % 4;
      else
        break;
      line->column += width;
      line->indent += width;
    }
}

/* Takes the ">" of a quotation and the space that belongs to it. */
static gboolean
take_quote (const Scan *scan, Line *line)
{
  if (line->at == line->end || scan->text[line->at] != '>' || line->indent > 3)
    return FALSE;
  line->at++;
  line->column++;
  line->indent = 0;
  skip_space (scan, line);
  line->indent -= line->indent > 0;
  return TRUE;
}

/* Takes the marker of an item. Gives the width its lines are indented, or 0 where there is none. */
static guint
take_marker (const Scan *scan, Line *line)
{
  gsize at = line->at;
  guint width = line->indent;

  if (at == line->end || line->indent > 3)
    return 0;
  while (at < line->end && at - line->at < 9 && g_ascii_isdigit (scan->text[at]))
    at++;
  if (at == line->end)
    return 0;
  if (at > line->at ? strchr (".)", scan->text[at]) == NULL
                    : scan->text[at] == '\0' || strchr ("-+*", scan->text[at]) == NULL)
    return 0;
  at++;
  if (at < line->end && scan->text[at] != ' ' && scan->text[at] != '\t')
    return 0;
  width += at - line->at;
  line->column += at - line->at;
  line->at = at;
  line->indent = 0;
  skip_space (scan, line);
  if (line->at == line->end || line->indent > 4)
    {
      line->indent -= line->indent > 0;
      return width + 1;
    }
  width += line->indent;
  line->indent = 0;
  return width;
}

/* Follows the containers through one line. Gives whether they are within bounds. */
static gboolean
scan_containers (Scan *scan, Line *line)
{
  guint matched = 0;
  guint opened = 0;
  guint width;

  skip_space (scan, line);
  for (; matched < scan->n_containers; matched++)
    {
      width = scan->widths[matched];
      if (width == 0)
        {
          if (!take_quote (scan, line))
            break;
        }
      else if (line->indent >= width)
        line->indent -= width;
      else if (line->at < line->end)
        break;
    }
  scan->steps += matched + 1;
  for (;; opened++)
    {
      guint next = matched + opened;

      if (take_quote (scan, line))
        width = 0;
      else if ((width = take_marker (scan, line)) == 0)
        break;
      if (next >= scan->max_depth)
        return FALSE;
      scan->widths[next] = width;
    }
  if (opened > 0 || line->at == line->end || !scan->in_paragraph)
    scan->n_containers = matched + opened;
  scan->in_paragraph = line->at < line->end;
  return TRUE;
}

static void
start_paragraph (Scan *scan)
{
  g_array_set_size (scan->brackets, 0);
  scan->open_images = 0;
  memset (scan->unclosed, 0, sizeof scan->unclosed);
}

static void
end_definition (Scan *scan, gsize at)
{
  if (scan->definition != G_MAXSIZE && scan->is_definition)
    scan->longest_definition = MAX (scan->longest_definition, at - scan->definition);
  scan->definition = G_MAXSIZE;
  scan->is_definition = FALSE;
}

static void
open_bracket (Scan *scan, gsize at, gboolean image)
{
  guint32 bracket = at * 2 + image;

  g_array_append_val (scan->brackets, bracket);
  scan->open_images += image;
}

static void
close_bracket (Scan *scan, gsize at, gsize end)
{
  guint32 bracket;

  scan->image_steps += scan->open_images;
  scan->is_definition |= at + 1 < end && scan->text[at + 1] == ':';
  scan->n_references += at + 1 == end || strchr ("(:", scan->text[at + 1]) == NULL;
  if (scan->brackets->len == 0)
    return;
  bracket = g_array_index (scan->brackets, guint32, scan->brackets->len - 1);
  g_array_set_size (scan->brackets, scan->brackets->len - 1);
  scan->open_images -= bracket & 1;
  if (at - bracket / 2 <= LABEL_MAX)
    scan->label_steps += at - bracket / 2;
}

/* Which kind of raw HTML without bounds opens at "<", and how to know its end; -1 for none. */
static int
html_kind (const char *text, gsize length)
{
  if (length > 1 && text[1] == '?')
    return 0;
  if (length > 2 && text[1] == '!' && text[2] == '[')
    return 1;
  if (length > 2 && text[1] == '!' && g_ascii_isalpha (text[2]))
    return 2;
  return -1;
}

static void
open_html (Scan *scan, gsize at, gsize end)
{
  int kind = html_kind (scan->text + at, end - at);

  if (kind < 0)
    return;
  if (scan->unclosed[kind]++ == 0)
    scan->unclosed_from[kind] = at;
}

/* At ">", all that was opened before has been searched for to here, at most. */
static void
close_html (Scan *scan, gsize at)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (scan->unclosed); kind++)
    {
      scan->html_steps += (guint64) scan->unclosed[kind] * (at - scan->unclosed_from[kind]);
      scan->unclosed[kind] = 0;
    }
}

static void
scan_inlines (Scan *scan, const Line *line)
{
  static const char interesting[256] = {
    ['['] = 1, ['!'] = 1, [']'] = 1, ['\\'] = 1, ['<'] = 1, ['>'] = 1, ['*'] = 1,
    ['_'] = 1, ['&'] = 1, ['`'] = 1, ['\''] = 1, ['"'] = 1, ['.'] = 1, ['-'] = 1,
  };

  if (scan->text[line->at] == '[')
    {
      end_definition (scan, line->at);
      scan->definition = line->at;
    }
  for (gsize at = line->at; at < line->end; at++)
    {
      if (!interesting[(guchar) scan->text[at]])
        continue;
      scan->n_pieces += at == line->at || scan->text[at] != scan->text[at - 1] ||
                        strchr ("-`", scan->text[at]) == NULL;
      if (scan->text[at] == '\\')
        at++;
      else if (scan->text[at] == '[')
        open_bracket (scan, at, FALSE);
      else if (scan->text[at] == '!' && at + 1 < line->end && scan->text[at + 1] == '[')
        open_bracket (scan, at++, TRUE);
      else if (scan->text[at] == ']')
        close_bracket (scan, at, line->end);
      else if (scan->text[at] == '<')
        open_html (scan, at, line->end);
      else if (scan->text[at] == '>')
        close_html (scan, at);
    }
}

/* Why the text is out of bounds, as far as it was read; NULL where it is not. */
static const char *
judge (const Scan *scan)
{
  if (scan->steps > STEPS_MAX + scan->length / 2)
    return "its quotations and lists are nested too deeply for so many lines";
  if (scan->n_pieces > PIECES_MAX + scan->length / 16)
    return "there are too many pieces of markup in it";
  if (scan->image_steps > IMAGE_STEPS_MAX)
    return "too many images in it are begun and not ended";
  if (scan->label_steps > LABEL_STEPS_MAX + 4 * (guint64) scan->length)
    return "its brackets are nested too deeply";
  if (scan->html_steps > HTML_STEPS_MAX + 20 * (guint64) scan->length)
    return "too much HTML in it is begun and not ended";
  if (scan->longest_definition * scan->n_references > REFERENCES_MAX + 8 * (guint64) scan->length)
    return "its references to links would make it grow too much";
  return NULL;
}

/* Where @c is next, from @start on, given where it was last found to be. */
static gsize
find_next (const Scan *scan, char c, gsize start, gsize known)
{
  const char *found;

  if (known >= start && known != 0)
    return known;
  found = memchr (scan->text + start, c, scan->length - start);
  return found != NULL ? (gsize) (found - scan->text) : scan->length;
}

static gsize
find_line_end (Scan *scan, gsize start)
{
  scan->feed = find_next (scan, '\n', start, scan->feed);
  scan->carriage = find_next (scan, '\r', start, scan->carriage);
  return MIN (scan->feed, scan->carriage);
}

static gsize
count (const char *text, gsize length, char c)
{
  const char *end = text + length;
  gsize n = 0;

  for (const char *at = memchr (text, c, length); at != NULL; at = memchr (at + 1, c, end - at - 1))
    n++;
  return n;
}

/* Whether the text has enough brackets and tags for what is inside of its paragraphs to go over any
 * budget: a quick look, which nearly every text passes, before the thorough one. */
static gboolean
needs_inline_scan (const char *text, gsize length)
{
  gsize closing = count (text, length, ']');

  return length > PIECES_MAX || closing * count (text, length, '!') > IMAGE_STEPS_MAX ||
         closing * LABEL_MAX > LABEL_STEPS_MAX || closing * length > REFERENCES_MAX ||
         count (text, length, '<') * length > HTML_STEPS_MAX;
}

static const char *
scan_lines (Scan *scan)
{
  gboolean inlines = needs_inline_scan (scan->text, scan->length);

  for (gsize start = 0; start < scan->length;)
    {
      Line line = { .at = start, .end = start };
      const char *reason;

      line.end = find_line_end (scan, start);
      start = line.end + 1;
      scan->n_pieces++;
      if (!scan_containers (scan, &line))
        return "its quotations and lists are nested too deeply";
      if (line.at < line.end)
        {
          if (inlines)
            scan_inlines (scan, &line);
        }
      else
        {
          close_html (scan, line.end);
          end_definition (scan, line.end);
          start_paragraph (scan);
        }
      reason = judge (scan);
      if (reason != NULL)
        return reason;
    }
  close_html (scan, scan->length);
  end_definition (scan, scan->length);
  return judge (scan);
}

/**
 * galley_bounds_check:
 * @text: UTF-8
 * @length: of @text, in bytes
 * @max_depth: of containers in each other
 *
 * Whether libcmark can read it in time in proportion to its length. Takes such time itself.
 *
 * Returns: (nullable): why not, as the end of a sentence; NULL where it can
 */
const char *
galley_bounds_check (const char *text, gsize length, guint max_depth)
{
  g_autofree Scan *scan = NULL;
  const char *reason;

  if (length > SIZE_MAX_TEXT)
    return "it is longer than 64 MB";
  scan = g_new0 (Scan, 1);
  scan->text = text;
  scan->length = length;
  scan->max_depth = MIN (max_depth, CONTAINERS_MAX);
  scan->definition = G_MAXSIZE;
  scan->brackets = g_array_new (FALSE, FALSE, sizeof (guint32));
  reason = scan_lines (scan);
  g_array_unref (scan->brackets);
  return reason;
}
