/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-reply-resolver.h"

/* A comment that was kept and whose parent was not there yet. */
typedef struct
{
  gint64 id;
  char *source;
  char *parent;
  char *file; /* NULL where a missing parent is not worth a word */
  const char *unit;
  guint number;
} UnresolvedReply;

struct _GalleyReplyResolver
{
  GalleyImportContext *context;
  GHashTable *above;     /* gint64 * to gint64 *: from a comment towards the top of its thread */
  GHashTable *restored;  /* char *, an id in an extract, to gint64 * */
  GPtrArray *unresolved; /* of UnresolvedReply */
};

static void
unresolved_free (gpointer data)
{
  UnresolvedReply *reply = data;

  g_free (reply->source);
  g_free (reply->parent);
  g_free (reply->file);
  g_free (reply);
}

static gint64 *
box (gint64 value)
{
  return g_memdup2 (&value, sizeof value);
}

/**
 * galley_reply_resolver_new:
 * @context: the import
 *
 * Returns: (transfer full): a resolver for one source; @context must outlive it
 */
GalleyReplyResolver *
galley_reply_resolver_new (GalleyImportContext *context)
{
  GalleyReplyResolver *self = g_new0 (GalleyReplyResolver, 1);

  self->context = context;
  self->above = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->restored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unresolved = g_ptr_array_new_with_free_func (unresolved_free);
  return self;
}

/**
 * galley_reply_resolver_free:
 * @self: (nullable): a resolver
 */
void
galley_reply_resolver_free (GalleyReplyResolver *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->above);
  g_hash_table_unref (self->restored);
  g_ptr_array_unref (self->unresolved);
  g_free (self);
}

/* A comment by its id in its source. Those of an extract are kept under the ids that they had
 * before it, so that they are remembered here. */
static gboolean
find_comment (GalleyReplyResolver *self,
              const char *source,
              const char *id,
              gint64 *found,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  const gint64 *restored = g_hash_table_lookup (self->restored, id);

  *found = restored != NULL ? *restored : 0;
  if (*found == 0)
    *found = galley_project_find_comment (self->context->project, source, id, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * galley_reply_resolver_find:
 * @self: a resolver
 * @record: a comment
 * @parent_id: (out): what it answers of what is there already; 0 where nothing is
 * @error: GALLEY_STORE_ERROR
 */
gboolean
galley_reply_resolver_find (GalleyReplyResolver *self,
                            const GalleyCommentRecord *record,
                            gint64 *parent_id,
                            GError **error)
{
  *parent_id = 0;
  for (gsize i = 0; record->parents != NULL && record->parents[i] != NULL && *parent_id == 0; i++)
    if (!find_comment (self, record->source, record->parents[i], parent_id, error))
      return FALSE;
  return TRUE;
}

/**
 * galley_reply_resolver_add:
 * @self: a resolver
 * @record: a comment
 * @comment: what was kept of it
 *
 * Remembers what @comment answers, for what comes after it.
 */
void
galley_reply_resolver_add (GalleyReplyResolver *self,
                           const GalleyCommentRecord *record,
                           const GalleyComment *comment)
{
  const char *parent = record->parents != NULL ? record->parents[0] : NULL;
  UnresolvedReply *reply;

  if (self->context->restores)
    g_hash_table_replace (self->restored, g_strdup (record->id), box (comment->id));
  if (comment->parent_id != 0)
    {
      g_hash_table_insert (self->above, box (comment->id), box (comment->parent_id));
      return;
    }
  if (parent == NULL)
    return;
  if (g_strcmp0 (parent, record->id) == 0)
    {
      galley_import_ledger_warn (&self->context->ledger, &record->position,
                                 "it says that it answers itself; it stands alone");
      return;
    }
  reply = g_new0 (UnresolvedReply, 1);
  reply->id = comment->id;
  reply->source = g_strdup (record->source);
  reply->parent = g_strdup (parent);
  reply->file = record->parents_may_miss ? NULL : g_strdup (record->position.file);
  reply->unit = record->position.unit;
  reply->number = record->position.number;
  g_ptr_array_add (self->unresolved, reply);
}

/* The top of a thread, as far as this import made it. Paths are shortened on the way, so that a
 * thread of any depth costs next to nothing. */
static gint64
find_top (GalleyReplyResolver *self, gint64 id)
{
  gint64 top = id;
  gint64 *next;

  while ((next = g_hash_table_lookup (self->above, &top)) != NULL)
    top = *next;
  while (id != top && (next = g_hash_table_lookup (self->above, &id)) != NULL)
    {
      id = *next;
      *next = top;
    }
  return top;
}

static gboolean
resolve (GalleyReplyResolver *self, const UnresolvedReply *reply, GError **error)
{
  const GalleySourcePosition position = { reply->file, reply->unit, reply->number };
  GalleyImportLedger *ledger = &self->context->ledger;
  gint64 parent_id;

  if (!find_comment (self, reply->source, reply->parent, &parent_id, error))
    return FALSE;
  if (parent_id == 0)
    {
      if (reply->file != NULL)
        galley_import_ledger_warn (
            ledger, &position, "the comment “%.100s” that it answers is not there", reply->parent);
      return TRUE;
    }
  if (find_top (self, parent_id) == reply->id)
    {
      if (reply->file != NULL)
        galley_import_ledger_warn (ledger, &position,
                                   "it and “%.100s” answer each other in a ring; it stands alone",
                                   reply->parent);
      return TRUE;
    }
  g_hash_table_insert (self->above, box (reply->id), box (parent_id));
  return galley_project_join_comment (self->context->project, reply->id, parent_id, error);
}

/**
 * galley_reply_resolver_finish:
 * @self: a resolver
 * @error: GALLEY_STORE_ERROR
 *
 * Joins comments to what they answer, where that came after them.
 */
gboolean
galley_reply_resolver_finish (GalleyReplyResolver *self, GError **error)
{
  for (guint i = 0; i < self->unresolved->len; i++)
    if (!resolve (self, g_ptr_array_index (self->unresolved, i), error))
      return FALSE;
  g_ptr_array_set_size (self->unresolved, 0);
  return TRUE;
}
