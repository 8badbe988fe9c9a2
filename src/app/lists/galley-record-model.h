/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

/* A list of records of any length. It holds all ids, and fetches the records of the rows that are
 * looked at, a page at a time, on the session's READ lane. A row that is not there yet is empty.
 * Another list is another model, which takes over what its predecessor knew, so that nothing
 * flickers; or the same one, where few rows came or went. Column 0 is the id (gint64), the others
 * are texts. */
#define GALLEY_TYPE_RECORD_MODEL (galley_record_model_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRecordModel, galley_record_model, GALLEY, RECORD_MODEL, GObject)

/* Records that are to show what was found in them. */
typedef struct
{
  GArray *ids;
  char *words;
} GalleyFoundQuery;

typedef struct
{
  /* On the lane's thread, with a GArray of gint64 as its data: a GPtrArray of records in the order
   * of the ids, NULL where one is gone. */
  GalleySessionFunc fetch;
  /* In place of that where words are looked for: with a GalleyFoundQuery. */
  GalleySessionFunc fetch_found;
  GDestroyNotify free;
  guint n_texts;
  char *(*describe) (gconstpointer record, guint text); /* newly allocated */
} GalleyRecordClass;

GalleyRecordModel *galley_record_model_new (const GalleyRecordClass *class,
                                            GalleySession *session,
                                            GArray *ids,
                                            GalleyRecordModel *previous);
GPtrArray *galley_record_class_fetch_first (const GalleyRecordClass *class,
                                            GalleyProject *project,
                                            const GArray *ids,
                                            const char *words,
                                            GCancellable *cancellable,
                                            GError **error);
void galley_record_model_take_first (GalleyRecordModel *model, GPtrArray *records);
void galley_record_model_show_gradually (GalleyRecordModel *model, int row);
void galley_record_model_show_all (GalleyRecordModel *model);
void galley_record_model_set_words (GalleyRecordModel *model, const char *words);
gboolean galley_record_model_has_words (GalleyRecordModel *model, const char *words);
guint galley_record_model_get_length (GalleyRecordModel *model);
gint64 galley_record_model_get_id (GalleyRecordModel *model, guint row);
int galley_record_model_find (GalleyRecordModel *model, gint64 id);
gboolean galley_record_model_has_ids (GalleyRecordModel *model, GArray *ids);
gboolean galley_record_model_follow (GalleyRecordModel *model, GArray *ids);
void galley_record_model_refresh (GalleyRecordModel *model, gint64 id);
