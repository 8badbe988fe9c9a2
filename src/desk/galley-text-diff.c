/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-diff.h"

#include <string.h>

/* Within more words than this no common ones are looked for. */
#define MAX_TOKENS 40000

/* How much of the shorter text must be found in the longer one for the two to be shown in one. */
#define MIN_COMMON_PERCENT 30

/* Pieces of text: lines, or words and what stands between them. Pointers into the text. */
typedef struct
{
  const char *start;
  gsize length;
} Piece;

/* What the same pieces of both texts are told by. */
typedef struct
{
  GHashTable *numbers; /* of char *, to a number */
  guint next;
} Names;

static void
run_free (gpointer data)
{
  GalleyDiffRun *run = data;

  g_free (run->text);
  g_free (run);
}

static void
line_free (gpointer data)
{
  GalleyDiffLine *line = data;

  g_ptr_array_unref (line->runs);
  g_free (line);
}

void
galley_text_diff_free (GalleyTextDiff *diff)
{
  if (diff == NULL)
    return;
  g_ptr_array_unref (diff->lines);
  g_free (diff);
}

static GArray *
split_lines (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");
      Piece piece = { text, length };

      g_array_append_val (pieces, piece);
      text += length + (text[length] == '\n' ? 1 : 0);
    }
  return pieces;
}

static gboolean
is_word (gunichar c)
{
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !g_unichar_iswide (c);
}

/* Words, and each other character by itself: also those of writing without spaces. */
static GArray *
split_words (const char *text, gsize length)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const char *end = text + length;

  while (text < end)
    {
      const char *next = g_utf8_next_char (text);
      Piece piece;

      if (is_word (g_utf8_get_char (text)))
        while (next < end && is_word (g_utf8_get_char (next)))
          next = g_utf8_next_char (next);
      piece = (Piece){ text, (gsize) (next - text) };
      g_array_append_val (pieces, piece);
      text = next;
    }
  return pieces;
}

static GArray *
number_pieces (GArray *pieces, Names *names)
{
  GArray *numbers = g_array_sized_new (FALSE, FALSE, sizeof (guint), pieces->len);

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      g_autofree char *text = g_strndup (piece->start, piece->length);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (names->numbers, text));

      if (number == 0)
        {
          number = ++names->next;
          g_hash_table_insert (names->numbers, g_steal_pointer (&text), GUINT_TO_POINTER (number));
        }
      g_array_append_val (numbers, number);
    }
  return numbers;
}

static GArray *
compare_pieces (GArray *old, GArray *new)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Names names = { table, 0 };
  g_autoptr (GArray) a = number_pieces (old, &names);
  g_autoptr (GArray) b = number_pieces (new, &names);

  return galley_diff_sequences ((const guint *) (void *) a->data, a->len,
                                (const guint *) (void *) b->data, b->len);
}

/* Lines that are being filled. */
typedef struct
{
  GalleyTextDiff *diff;
  GalleyDiffLine *line; /* (nullable): the one that is open */
} Writer;

static void
add_run (Writer *writer, GalleyDiffKind kind, const char *text, gsize length)
{
  GalleyDiffRun *last = NULL;

  if (writer->line == NULL)
    {
      writer->line = g_new0 (GalleyDiffLine, 1);
      writer->line->runs = g_ptr_array_new_with_free_func (run_free);
    }
  if (length == 0)
    return;
  if (writer->line->runs->len > 0)
    last = g_ptr_array_index (writer->line->runs, writer->line->runs->len - 1);
  if (last != NULL && last->kind == kind)
    {
      g_autofree char *before = last->text;

      last->text = g_strdup_printf ("%s%.*s", before, (int) length, text);
      return;
    }
  last = g_new0 (GalleyDiffRun, 1);
  last->kind = kind;
  last->text = g_strndup (text, length);
  g_ptr_array_add (writer->line->runs, last);
}

/* What the open line is by its runs; one without any is what its end is. */
static GalleyDiffLineKind
line_kind (const GalleyDiffLine *line, GalleyDiffKind end)
{
  gboolean same = end == GALLEY_DIFF_SAME, removed = end == GALLEY_DIFF_REMOVED,
           added = end == GALLEY_DIFF_ADDED;

  if (line->runs->len > 0)
    same = removed = added = FALSE;
  for (guint i = 0; i < line->runs->len; i++)
    {
      const GalleyDiffRun *run = g_ptr_array_index (line->runs, i);

      same = same || run->kind == GALLEY_DIFF_SAME;
      removed = removed || run->kind == GALLEY_DIFF_REMOVED;
      added = added || run->kind == GALLEY_DIFF_ADDED;
    }
  return same + removed + added > 1 ? GALLEY_LINE_CHANGED
         : removed                  ? GALLEY_LINE_REMOVED
         : added                    ? GALLEY_LINE_ADDED
                                    : GALLEY_LINE_SAME;
}

static void
end_line (Writer *writer, GalleyDiffKind end)
{
  add_run (writer, end, "", 0);
  writer->line->kind = line_kind (writer->line, end);
  g_ptr_array_add (writer->diff->lines, g_steal_pointer (&writer->line));
}

static void
add_line (Writer *writer, GalleyDiffKind kind, const Piece *piece)
{
  add_run (writer, kind, piece->start, piece->length);
  end_line (writer, kind);
}

static gboolean
has_letters (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static guint
count_words (const Piece *pieces, guint n)
{
  guint words = 0;

  for (guint i = 0; i < n; i++)
    words += has_letters (pieces[i].start, pieces[i].length);
  return words;
}

/* A piece within a paragraph; a line's end where it is one. */
static void
write_word (Writer *writer, GalleyDiffKind kind, const Piece *piece)
{
  if (piece->start[0] != '\n' || piece->length != 1)
    add_run (writer, kind, piece->start, piece->length);
  else if (kind != GALLEY_DIFF_REMOVED ||
           (writer->line != NULL && line_kind (writer->line, kind) == GALLEY_LINE_REMOVED))
    end_line (writer, kind);
  else
    add_run (writer, kind, "¶", strlen ("¶"));
}

static void
write_words (Writer *writer, GalleyDiffKind kind, const Piece *pieces, guint n)
{
  for (guint i = 0; i < n; i++)
    write_word (writer, kind, &pieces[i]);
}

/* Whether so much is common that both are read better in one. */
static gboolean
is_alike (GArray *spans, GArray *old, GArray *new)
{
  guint common = 0;
  guint all = MIN (count_words ((Piece *) (void *) old->data, old->len),
                   count_words ((Piece *) (void *) new->data, new->len));

  for (guint i = 0; i < spans->len; i++)
    {
      const GalleyDiffSpan *span = &g_array_index (spans, GalleyDiffSpan, i);

      if (span->kind == GALLEY_DIFF_SAME)
        common += count_words (&g_array_index (old, Piece, span->start), span->length);
    }
  return common * 100 >= all * MIN_COMMON_PERCENT;
}

/* A change of words, over what stands between them: "[big red]{small blue}", not
 * "[big]{small} [red]{blue}". Takes the spans from @i on; returns the one after. */
static guint
write_change (Writer *writer, GArray *spans, guint i, GArray *old, GArray *new)
{
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (; i < spans->len; i++)
    {
      const GalleyDiffSpan *span = &g_array_index (spans, GalleyDiffSpan, i);
      const Piece *same = &g_array_index (old, Piece, span->start);

      if (span->kind == GALLEY_DIFF_SAME &&
          (i + 1 == spans->len || span->length > 2 || count_words (same, span->length) > 0 ||
           memchr (same->start, '\n', span->length) != NULL || removed->len == 0 ||
           added->len == 0))
        break;
      if (span->kind != GALLEY_DIFF_ADDED)
        g_array_append_vals (removed, same, span->length);
      if (span->kind == GALLEY_DIFF_SAME)
        g_array_append_vals (added, same, span->length);
      else if (span->kind == GALLEY_DIFF_ADDED)
        g_array_append_vals (added, &g_array_index (new, Piece, span->start), span->length);
    }
  writer->diff->words_removed += count_words ((Piece *) (void *) removed->data, removed->len);
  writer->diff->words_added += count_words ((Piece *) (void *) added->data, added->len);
  write_words (writer, GALLEY_DIFF_REMOVED, (Piece *) (void *) removed->data, removed->len);
  write_words (writer, GALLEY_DIFF_ADDED, (Piece *) (void *) added->data, added->len);
  return i;
}

static void
write_lines (Writer *writer, GalleyDiffKind kind, const Piece *lines, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) words = NULL;

      if (kind != GALLEY_DIFF_SAME)
        {
          guint count;

          words = split_words (lines[i].start, lines[i].length);
          count = count_words ((Piece *) (void *) words->data, words->len);
          *(kind == GALLEY_DIFF_ADDED ? &writer->diff->words_added
                                      : &writer->diff->words_removed) += count;
        }
      add_line (writer, kind, &lines[i]);
    }
}

/* Lines in the place of others: in one where they are alike, else one after the other. */
static void
write_replaced (Writer *writer, const Piece *old, guint n_old, const Piece *new, guint n_new)
{
  const Piece *old_end = &old[n_old - 1], *new_end = &new[n_new - 1];
  g_autoptr (GArray) a =
      split_words (old->start, (gsize) (old_end->start + old_end->length - old->start));
  g_autoptr (GArray) b =
      split_words (new->start, (gsize) (new_end->start + new_end->length - new->start));
  g_autoptr (GArray) spans = a->len + b->len <= MAX_TOKENS ? compare_pieces (a, b) : NULL;

  if (spans == NULL || !is_alike (spans, a, b))
    {
      write_lines (writer, GALLEY_DIFF_REMOVED, old, n_old);
      write_lines (writer, GALLEY_DIFF_ADDED, new, n_new);
      return;
    }
  for (guint i = 0; i < spans->len;)
    {
      const GalleyDiffSpan *span = &g_array_index (spans, GalleyDiffSpan, i);

      if (span->kind == GALLEY_DIFF_SAME)
        {
          write_words (writer, span->kind, &g_array_index (a, Piece, span->start), span->length);
          i++;
        }
      else
        i = write_change (writer, spans, i, a, b);
    }
  if (writer->line != NULL)
    end_line (writer, GALLEY_DIFF_SAME);
}

/* Lines for lines where there are as many, so that each stays beside its own. */
static void
write_block (Writer *writer, const Piece *old, guint n_old, const Piece *new, guint n_new)
{
  if (n_old == 0 || n_new == 0)
    {
      write_lines (writer, GALLEY_DIFF_REMOVED, old, n_old);
      write_lines (writer, GALLEY_DIFF_ADDED, new, n_new);
    }
  else if (n_old == n_new)
    for (guint i = 0; i < n_old; i++)
      write_replaced (writer, &old[i], 1, &new[i], 1);
  else
    write_replaced (writer, old, n_old, new, n_new);
}

static void
write_same (Writer *writer, const Piece *lines, guint n, guint before, guint after)
{
  GalleyDiffLine *skipped;

  if (n <= before + after + 1)
    {
      write_lines (writer, GALLEY_DIFF_SAME, lines, n);
      return;
    }
  write_lines (writer, GALLEY_DIFF_SAME, lines, before);
  skipped = g_new0 (GalleyDiffLine, 1);
  skipped->runs = g_ptr_array_new_with_free_func (run_free);
  skipped->kind = GALLEY_LINE_SKIPPED;
  skipped->n_skipped = n - before - after;
  g_ptr_array_add (writer->diff->lines, skipped);
  write_lines (writer, GALLEY_DIFF_SAME, lines + n - after, after);
}

/**
 * galley_text_diff_new:
 * @old: UTF-8
 * @new: UTF-8
 * @context: how many unchanged lines stand around what changed; %G_MAXUINT / 4: all
 *
 * Compares two texts by their lines, and lines that took each other's place by their words. Any
 * thread.
 *
 * Returns: (transfer full): what differs; no lines where nothing does
 */
GalleyTextDiff *
galley_text_diff_new (const char *old, const char *new, guint context)
{
  GalleyTextDiff *diff = g_new0 (GalleyTextDiff, 1);
  g_autoptr (GArray) a = split_lines (old);
  g_autoptr (GArray) b = split_lines (new);
  g_autoptr (GArray) spans = compare_pieces (a, b);
  Writer writer = { diff, NULL };

  diff->lines = g_ptr_array_new_with_free_func (line_free);
  if (spans->len <= 1 &&
      (spans->len == 0 || g_array_index (spans, GalleyDiffSpan, 0).kind == GALLEY_DIFF_SAME))
    return diff;
  for (guint i = 0; i < spans->len; i++)
    {
      const GalleyDiffSpan *span = &g_array_index (spans, GalleyDiffSpan, i);
      const GalleyDiffSpan *next =
          i + 1 < spans->len ? &g_array_index (spans, GalleyDiffSpan, i + 1) : NULL;

      if (span->kind == GALLEY_DIFF_SAME)
        write_same (&writer, &g_array_index (a, Piece, span->start), span->length,
                    i > 0 ? context : 0, next != NULL ? context : 0);
      else if (span->kind == GALLEY_DIFF_ADDED)
        write_block (&writer, NULL, 0, &g_array_index (b, Piece, span->start), span->length);
      else if (next != NULL && next->kind == GALLEY_DIFF_ADDED)
        {
          write_block (&writer, &g_array_index (a, Piece, span->start), span->length,
                       &g_array_index (b, Piece, next->start), next->length);
          i++;
        }
      else
        write_block (&writer, &g_array_index (a, Piece, span->start), span->length, NULL, 0);
    }
  return diff;
}
