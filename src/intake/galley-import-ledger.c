/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import-ledger.h"

/* More warnings than this nobody reads; the last one says how many more there were. */
#define MAX_WARNINGS 1000
/* A warning about many places names so many of them besides the first. */
#define MAX_NAMED 10

typedef struct
{
  guint index; /* in the report's warnings */
  guint n_places;
  char *first;   /* as it stands where it is alone */
  char *last;    /* the file that it was told of last */
  GString *more; /* further places */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->first);
  g_free (row->last);
  g_string_free (row->more, TRUE);
  g_free (row);
}

/**
 * galley_import_ledger_init:
 * @ledger: (out caller-allocates): a ledger that has nothing in it
 * @report: the caller's, initialised, which is filled
 */
void
galley_import_ledger_init (GalleyImportLedger *ledger, GalleyImportReport *report)
{
  *ledger = (GalleyImportLedger){
    .report = report, .rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free)
  };
}

/**
 * galley_import_ledger_clear:
 * @ledger: a ledger; its report stays
 */
void
galley_import_ledger_clear (GalleyImportLedger *ledger)
{
  g_clear_pointer (&ledger->rows, g_hash_table_unref);
}

/**
 * galley_import_ledger_count:
 * @ledger: a ledger
 * @count: the kind of thing, in the ledger's report
 * @outcome: what became of one of them
 */
void
galley_import_ledger_count (GalleyImportLedger *ledger,
                            GalleyImportCount *count,
                            GalleyOutcome outcome)
{
  count->found++;
  if (outcome == GALLEY_OUTCOME_ADDED)
    count->added++;
  else if (outcome == GALLEY_OUTCOME_UPDATED)
    count->updated++;
  else
    count->skipped++;
  if (outcome == GALLEY_OUTCOME_REFUSED)
    ledger->n_refused++;
}

/* The same again, of another file or at another place in it. */
static void
add_place (GalleyImportLedger *ledger, Row *row, const GalleySourcePosition *position)
{
  GPtrArray *warnings = ledger->report->warnings;
  gboolean same_file = g_str_equal (row->last, position->file);
  guint n_more = row->n_places;

  if (same_file && position->number == 0)
    return;
  row->n_places++;
  if (n_more <= MAX_NAMED)
    {
      g_string_append (row->more, n_more > 1 ? ", " : "");
      if (same_file)
        g_string_append_printf (row->more, "%s %u", position->unit, position->number);
      else
        g_string_append (row->more, position->file);
    }
  g_free (row->last);
  row->last = g_strdup (position->file);
  g_free (g_ptr_array_index (warnings, row->index));
  g_ptr_array_index (warnings, row->index) =
      g_strdup_printf ("%s (and %u more: %s%s)", row->first, n_more, row->more->str,
                       n_more <= MAX_NAMED ? "" : ", …");
}

static void
add_row (GalleyImportLedger *ledger, const GalleySourcePosition *position, const char *what)
{
  Row *row = g_new0 (Row, 1);

  row->index = ledger->report->warnings->len;
  row->n_places = 1;
  row->first = position->number > 0 ? g_strdup_printf ("%s: %s %u: %s", position->file,
                                                       position->unit, position->number, what)
                                    : g_strdup_printf ("%s: %s", position->file, what);
  row->last = g_strdup (position->file);
  row->more = g_string_new (NULL);
  g_ptr_array_add (ledger->report->warnings, g_strdup (row->first));
  g_hash_table_insert (ledger->rows, g_strdup (what), row);
}

/**
 * galley_import_ledger_warn:
 * @ledger: a ledger
 * @position: what the warning is about
 * @format: what is the matter; what it quotes may be cut amid a character
 * @...: for @format
 *
 * Puts "FILE: line N: what" among the warnings; what was said of another place already is counted
 * there.
 */
void
galley_import_ledger_warn (GalleyImportLedger *ledger,
                           const GalleySourcePosition *position,
                           const char *format,
                           ...)
{
  g_autofree char *bytes = NULL;
  g_autofree char *what = NULL;
  va_list arguments;
  Row *row;

  va_start (arguments, format);
  bytes = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  what = g_utf8_make_valid (bytes, -1);
  row = g_hash_table_lookup (ledger->rows, what);
  if (row != NULL)
    add_place (ledger, row, position);
  else if (ledger->n_warnings++ < MAX_WARNINGS)
    add_row (ledger, position, what);
}

/**
 * galley_import_ledger_close:
 * @ledger: a ledger
 *
 * Says how many warnings were too many to keep.
 */
void
galley_import_ledger_close (GalleyImportLedger *ledger)
{
  if (ledger->n_warnings > MAX_WARNINGS)
    g_ptr_array_add (ledger->report->warnings, g_strdup_printf ("%u more warnings are not shown",
                                                                ledger->n_warnings - MAX_WARNINGS));
}
