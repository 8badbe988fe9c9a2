/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

#include "galley-table-rows-private.h"

/* libcmark reads a table as a paragraph. Where the lines of a paragraph are one, it gives way to
 * custom blocks for the table, its rows and its cells. The text of all cells, each as a paragraph
 * of its own, with the definitions of links that the whole text has, is then parsed once more, and
 * what comes out goes into the cells. */

/* How many cells may be missing at the ends of rows, which are written all the same. */
#define MISSING_CELLS_MAX 100000

/* What stands before the text of a cell, so that no block begins there: white space to inline
 * markup, but not to blocks. */
#define NO_BREAK_SPACE "\xC2\xA0"

typedef struct
{
  GalleyDocument *document;
  const char *text;
  gsize length;
  GArray *lines;      /* gsize: where each begins, and one for the end */
  GArray *candidates; /* guint: lines, from 1, that may be delimiter rows */
  GString *cells;     /* the text that is parsed once more */
  guint cells_line;   /* of what is added to it next, from 1 */
  GArray *targets;    /* Target */
  guint n_missing;
} Tables;

/* Where a paragraph of the cells' text goes. */
typedef struct
{
  cmark_node *node;
  guint line; /* in the cells' text */
} Target;

static GalleySpan
get_line (const Tables *self, guint number)
{
  gsize start = g_array_index (self->lines, gsize, number - 1);
  gsize end = g_array_index (self->lines, gsize, number);

  while (end > start && (self->text[end - 1] == '\n' || self->text[end - 1] == '\r'))
    end--;
  return (GalleySpan){ self->text + start, end - start };
}

/* Takes white space and up to @quotes markers of quotations from the start of a line. */
static GalleySpan
strip_line (GalleySpan line, guint quotes)
{
  while (line.length > 0 &&
         (*line.text == ' ' || *line.text == '\t' || (*line.text == '>' && quotes > 0)))
    {
      quotes -= *line.text == '>';
      line.text++, line.length--;
    }
  return line;
}

/* Whether any line may be a delimiter row: a quick look before the thorough one. */
static gboolean
may_have_tables (const char *text, gsize length)
{
  const char *end = text + length;
  const char *feed;

  if (memchr (text, '\r', length) != NULL)
    return TRUE;
  for (const char *line = text; line < end; line = feed + 1)
    {
      while (line < end && (*line == ' ' || *line == '\t' || *line == '>'))
        line++;
      feed = line < end ? memchr (line, '\n', end - line) : NULL;
      if (feed == NULL)
        feed = end;
      if (line < end && (*line == '|' || *line == ':' || *line == '-') &&
          galley_table_may_be_delimiters (line, feed - line))
        return TRUE;
    }
  return FALSE;
}

/* Finds where lines begin, and which may be delimiter rows. Gives whether any may. */
static gboolean
scan_lines (Tables *self)
{
  gsize start = 0;

  while (start < self->length)
    {
      gsize end = start;
      GalleySpan line;

      while (end < self->length && self->text[end] != '\n' && self->text[end] != '\r')
        end++;
      g_array_append_val (self->lines, start);
      line = strip_line ((GalleySpan){ self->text + start, end - start }, G_MAXUINT);
      if (galley_table_may_be_delimiters (line.text, line.length))
        {
          guint number = self->lines->len;
          g_array_append_val (self->candidates, number);
        }
      start = end + 1;
      if (end + 1 < self->length && self->text[end] == '\r' && self->text[end + 1] == '\n')
        start++;
    }
  g_array_append_val (self->lines, self->length);
  return self->candidates->len > 0;
}

/* The first candidate after line @first and up to line @last; 0 where there is none. */
static guint
find_candidate (const Tables *self, guint first, guint last)
{
  guint low = 0, high = self->candidates->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->candidates, guint, middle) <= first)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->candidates->len || g_array_index (self->candidates, guint, low) > last)
    return 0;
  return g_array_index (self->candidates, guint, low);
}

/* How many quotations @node is in. */
static guint
count_quotes (cmark_node *node)
{
  guint quotes = 0;

  for (; node != NULL; node = cmark_node_parent (node))
    quotes += cmark_node_get_type (node) == CMARK_NODE_BLOCK_QUOTE;
  return quotes;
}

/* How many markers of quotations, of @quotes that may be there, a line begins with. */
static guint
count_markers (GalleySpan line, guint quotes)
{
  GalleySpan rest = strip_line (line, quotes);
  guint markers = 0;

  for (const char *at = line.text; at < rest.text; at++)
    markers += *at == '>';
  return markers;
}

/* The first line from @from up to @last that goes on a paragraph without the markers of the
 * quotations that it is in, or the line after @last. */
static guint
find_lazy_line (const Tables *self, cmark_node *paragraph, guint from, guint last)
{
  guint quotes = count_quotes (paragraph);

  while (from <= last && count_markers (get_line (self, from), quotes) == quotes)
    from++;
  return from;
}

/* The outermost of the quotations around @node whose marker @line does not have. */
static cmark_node *
find_quote_left (const Tables *self, cmark_node *node, guint line)
{
  guint quotes = count_quotes (node);
  guint left = quotes - count_markers (get_line (self, line), quotes);

  while (left > 0)
    {
      node = cmark_node_parent (node);
      left -= cmark_node_get_type (node) == CMARK_NODE_BLOCK_QUOTE;
    }
  return node;
}

/* The lines of @paragraph without what containers put before them. */
static GArray *
get_paragraph (const Tables *self, cmark_node *paragraph, guint first, guint last)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GalleySpan));
  gsize column = cmark_node_get_start_column (paragraph) - 1;
  guint quotes = count_quotes (paragraph);

  for (guint number = first; number <= last; number++)
    {
      GalleySpan line = get_line (self, number);

      if (number == first && column <= line.length)
        line = (GalleySpan){ line.text + column, line.length - column };
      else
        line = strip_line (line, quotes);
      g_array_append_val (spans, line);
    }
  return spans;
}

/* Has the text that follows go into @node. */
static void
add_target (Tables *self, cmark_node *node)
{
  Target target = { node, self->cells_line };

  g_array_append_val (self->targets, target);
}

static void
add_cell_text (Tables *self, cmark_node *node, const GalleySpan *cell)
{
  if (cell->length == 0)
    return;
  add_target (self, node);
  g_string_append (self->cells, NO_BREAK_SPACE);
  for (gsize i = 0; i < cell->length; i++)
    if (cell->text[i] != '\\' || i + 1 == cell->length || cell->text[i + 1] != '|')
      g_string_append_c (self->cells, cell->text[i]);
  g_string_append (self->cells, "\n\n");
  self->cells_line += 2;
}

static cmark_node *
new_block (Tables *self, GalleyNodeKind kind, const char *enter, const char *exit)
{
  cmark_node *node = galley_document_new_node (self->document, CMARK_NODE_CUSTOM_BLOCK);

  galley_node_set_kind (node, kind);
  cmark_node_set_on_enter (node, enter);
  cmark_node_set_on_exit (node, exit);
  return node;
}

static const char *
cell_tag (gboolean header, GalleyAlign align)
{
  static const char *const tags[2][4] = {
    { "<td>", "<td align=\"left\">", "<td align=\"center\">", "<td align=\"right\">" },
    { "<th>", "<th align=\"left\">", "<th align=\"center\">", "<th align=\"right\">" },
  };

  return tags[header][align];
}

/* Adds a row with as many cells as @aligns has. Those it lacks are written when the row is left:
 * they would be most of the nodes of a hostile table. */
static cmark_node *
add_row (Tables *self, cmark_node *table, GArray *cells, GArray *aligns, gboolean header)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  cmark_node *row =
      new_block (self, GALLEY_NODE_TABLE_ROW, header ? "<thead>\n<tr>\n" : "<tr>\n", "");

  cmark_node_append_child (table, row);
  for (guint i = 0; i < aligns->len; i++)
    {
      const char *tag = cell_tag (header, g_array_index (aligns, GalleyAlign, i));
      cmark_node *cell;

      if (i >= cells->len)
        {
          g_string_append_printf (missing, "%s</td>\n", tag);
          self->n_missing++;
          continue;
        }
      cell = new_block (self, GALLEY_NODE_TABLE_CELL, tag, header ? "</th>\n" : "</td>\n");
      cmark_node_append_child (row, cell);
      add_cell_text (self, cell, &g_array_index (cells, GalleySpan, i));
    }
  g_string_append (missing, header ? "</tr>\n</thead>\n" : "</tr>\n");
  cmark_node_set_on_exit (row, missing->str);
  return row;
}

/* Makes a paragraph of the given lines. */
static cmark_node *
new_paragraph (Tables *self, GArray *spans, guint from, guint to, guint line)
{
  cmark_node *node = galley_document_new_node (self->document, CMARK_NODE_PARAGRAPH);

  galley_document_set_lines (self->document, node, line + from, line + to - 1);
  add_target (self, node);
  for (guint i = from; i < to; i++)
    {
      const GalleySpan *span = &g_array_index (spans, GalleySpan, i);

      g_string_append_len (self->cells, span->text, span->length);
      g_string_append_c (self->cells, '\n');
      self->cells_line++;
    }
  g_string_append_c (self->cells, '\n');
  self->cells_line++;
  return node;
}

/* Adds the rows from line @from to before @to; gives the line after the last. */
static guint
add_body (Tables *self, cmark_node *table, GArray *spans, GArray *aligns, guint from, guint to)
{
  cmark_node *last = NULL;
  guint i;

  for (i = from; i < to && self->n_missing <= MISSING_CELLS_MAX; i++)
    {
      const GalleySpan *span = &g_array_index (spans, GalleySpan, i);
      g_autoptr (GArray) cells = galley_table_split_row (span->text, span->length);
      cmark_node *row = add_row (self, table, cells, aligns, FALSE);

      if (last == NULL)
        cmark_node_set_on_enter (row, "<tbody>\n<tr>\n");
      last = row;
    }
  if (last != NULL)
    {
      g_autofree char *exit = g_strconcat (cmark_node_get_on_exit (last), "</tbody>\n", NULL);
      cmark_node_set_on_exit (last, exit);
    }
  return i;
}

static gboolean
is_underline (const GalleySpan *line)
{
  char c = line->length > 0 ? line->text[0] : '\0';
  gsize i = 0;

  while (i < line->length && line->text[i] == c)
    i++;
  while (i < line->length && g_ascii_isspace (line->text[i]))
    i++;
  return (c == '-' || c == '=') && i == line->length;
}

/* The line of the underline of a heading, which ends what it underlines; 0 where it has none.
 * libcmark counts the line after it to the heading, where there is one. */
static guint
find_underline (const Tables *self, guint first, guint last)
{
  for (guint number = last; number > first && number + 2 > last; number--)
    {
      GalleySpan line = strip_line (get_line (self, number), G_MAXUINT);

      if (is_underline (&line))
        return number;
    }
  return 0;
}

/* Under a table, what would underline a heading is a row of it; but "---" is a break. */
static void
take_underline (Tables *self, cmark_node *heading, GArray *spans, guint number)
{
  const GalleySpan *line = &g_array_index (spans, GalleySpan, spans->len - 1);
  cmark_node *rule;

  if (line->length < 3 || strncmp (line->text, "---", 3) != 0)
    return;
  rule = galley_document_new_node (self->document, CMARK_NODE_THEMATIC_BREAK);
  cmark_node_insert_after (heading, rule);
  galley_document_set_lines (self->document, rule, number, number);
  g_array_set_size (spans, spans->len - 1);
}

/* Puts the lines from @from on, which follow the table before @paragraph, behind it; where they are
 * not of the quotation that it is in, behind that. Line @lazy is the first of those. */
static void
add_rest (Tables *self, cmark_node *paragraph, GArray *spans, guint from, guint first, guint lazy)
{
  guint end = MIN (lazy - first, spans->len);
  cmark_node *quote;

  if (from < end)
    cmark_node_insert_before (paragraph, new_paragraph (self, spans, from, end, first));
  if (end == spans->len)
    return;
  quote = find_quote_left (self, paragraph, lazy);
  galley_document_set_lines (self->document, quote, cmark_node_get_start_line (quote), lazy - 1);
  cmark_node_insert_after (quote, new_paragraph (self, spans, end, spans->len, first));
}

/* Makes a table of @paragraph, or of a heading with an underline, if its lines are one. */
static void
take_paragraph (Tables *self, cmark_node *paragraph)
{
  gboolean heading = cmark_node_get_type (paragraph) == CMARK_NODE_HEADING;
  guint first = cmark_node_get_start_line (paragraph);
  guint last = MIN (cmark_node_get_end_line (paragraph), self->lines->len - 1);
  guint candidate;
  g_autoptr (GArray) spans = NULL;
  g_autoptr (GArray) aligns = NULL;
  g_autoptr (GArray) header = NULL;
  const GalleySpan *span;
  cmark_node *table;
  guint end, lazy;

  if (heading)
    last = find_underline (self, first, last);
  candidate = first > 0 && last > first ? find_candidate (self, first, last - heading) : 0;
  lazy = candidate != 0 ? find_lazy_line (self, paragraph, candidate, last) : 0;
  if (lazy <= candidate)
    return;
  spans = get_paragraph (self, paragraph, first, last);
  span = &g_array_index (spans, GalleySpan, candidate - first);
  aligns = galley_table_read_delimiters (span->text, span->length);
  span = &g_array_index (spans, GalleySpan, candidate - first - 1);
  header = galley_table_split_row (span->text, span->length);
  if (aligns == NULL || header->len != aligns->len)
    return;
  if (heading)
    take_underline (self, paragraph, spans, last);
  if (candidate - first > 1)
    cmark_node_insert_before (paragraph,
                              new_paragraph (self, spans, 0, candidate - first - 1, first));
  /* A wide table scrolls inside itself on a narrow screen, and keys have to reach it there. */
  table =
      new_block (self, GALLEY_NODE_TABLE,
                 self->document->options.profile == GALLEY_PROFILE_POST ? "<table tabindex=\"0\">\n"
                                                                        : "<table>\n",
                 "</table>\n");
  cmark_node_insert_before (paragraph, table);
  add_row (self, table, header, aligns, TRUE);
  end =
      add_body (self, table, spans, aligns, candidate - first + 1, MIN (lazy - first, spans->len));
  galley_document_set_lines (self->document, table, candidate - 1, first + end - 1);
  add_rest (self, paragraph, spans, end, first, lazy);
  cmark_node_free (paragraph);
}

/* Takes the paragraphs under @root. */
static void
take_under (Tables *self, cmark_node *root)
{
  gboolean entering = TRUE;
  cmark_node *node = root;

  while (node != NULL)
    {
      cmark_node_type type = cmark_node_get_type (node);
      cmark_node *paragraph =
          type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ? node : NULL;

      if (paragraph != NULL)
        entering = FALSE;
      node = galley_node_walk (node, root, &entering);
      if (paragraph != NULL)
        take_paragraph (self, paragraph);
    }
}

/* Copies what may be definitions of links from the text to that of the cells. */
static void
add_definitions (Tables *self)
{
  guint left = 0; /* lines of the definition in hand that may follow: its address, its title */

  for (guint number = 1; number < self->lines->len; number++)
    {
      GalleySpan line = strip_line (get_line (self, number), G_MAXUINT);

      if (line.length > 3 && line.text[0] == '[' && g_strstr_len (line.text, line.length, "]:"))
        {
          g_string_append_c (self->cells, '\n');
          left = 3;
        }
      if (left == 0 || line.length == 0)
        {
          left = 0;
          continue;
        }
      g_string_append_len (self->cells, line.text, line.length);
      g_string_append_c (self->cells, '\n');
      left--;
    }
}

static void
drop_no_break_space (cmark_node *cell)
{
  cmark_node *text = cmark_node_first_child (cell);
  const char *literal = text != NULL ? cmark_node_get_literal (text) : NULL;
  g_autofree char *rest = NULL;

  if (literal == NULL || !g_str_has_prefix (literal, NO_BREAK_SPACE))
    return;
  rest = g_strdup (literal + strlen (NO_BREAK_SPACE));
  if (*rest != '\0')
    cmark_node_set_literal (text, rest);
  else
    cmark_node_free (text);
}

/* Parses the text of the cells, and puts what comes out in its places. */
static void
fill (Tables *self)
{
  cmark_node *root =
      galley_document_parse_more (self->document, self->cells->str, self->cells->len);
  cmark_node *node = cmark_node_first_child (root);
  guint next = 0;

  for (; node != NULL && next < self->targets->len; node = cmark_node_next (node))
    {
      guint line = cmark_node_get_start_line (node);
      cmark_node *target, *child;

      while (next < self->targets->len && g_array_index (self->targets, Target, next).line < line)
        next++;
      if (next == self->targets->len || g_array_index (self->targets, Target, next).line != line)
        continue;
      target = g_array_index (self->targets, Target, next++).node;
      while ((child = cmark_node_first_child (node)) != NULL)
        if (!cmark_node_append_child (target, child))
          break;
      if (galley_node_get_kind (target) == GALLEY_NODE_TABLE_CELL)
        drop_no_break_space (target);
    }
  cmark_node_free (root);
}

/**
 * galley_tables_apply:
 * @document: one whose tree was parsed
 * @text: what it was parsed from
 * @length: of @text, in bytes
 *
 * Makes tables of those of its paragraphs that are.
 */
void
galley_tables_apply (GalleyDocument *document, const char *text, gsize length)
{
  Tables self = { .document = document, .text = text, .length = length, .cells_line = 1 };
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GArray) targets = NULL;
  g_autoptr (GString) cells = NULL;

  if (!may_have_tables (text, length))
    return;
  lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  targets = g_array_new (FALSE, FALSE, sizeof (Target));
  cells = g_string_new (NULL);
  self.lines = lines;
  self.candidates = candidates;
  self.targets = targets;
  self.cells = cells;
  if (!scan_lines (&self))
    return;
  take_under (&self, document->root);
  for (guint i = 0; document->notes != NULL && i < document->notes->len; i++)
    if (g_array_index (document->notes, GalleyNote, i).item != NULL)
      take_under (&self, g_array_index (document->notes, GalleyNote, i).item);
  if (targets->len == 0)
    return;
  add_definitions (&self);
  fill (&self);
}
