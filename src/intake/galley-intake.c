/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-intake.h"

#include <string.h>

#include "galley-comment.h"
#include "galley-post.h"
#include "galley-text.h"

#define MAX_BODY (64 * 1024)

/* A comment that was kept and whose parent was not there yet. */
typedef struct
{
  gint64 id;
  char *parent;
  guint number;
} Orphan;

struct _GalleyIntake
{
  GalleyImporter *importer;
  char *name;
  char *place;
  char *source;
  GHashTable *above;  /* gint64 * to gint64 *: from a comment towards the top of its thread */
  GHashTable *posts;  /* char * to gint64 *: references that were looked up */
  GPtrArray *orphans; /* of Orphan */
  guint n_known;      /* that were here already, and were not told one by one */
};

static void
orphan_free (Orphan *orphan)
{
  g_free (orphan->parent);
  g_free (orphan);
}

static gint64 *
box (gint64 value)
{
  return g_memdup2 (&value, sizeof value);
}

GalleyIntake *
galley_intake_new (GalleyImporter *importer,
                   const char *name,
                   const char *place,
                   const char *source)
{
  GalleyIntake *intake = g_new0 (GalleyIntake, 1);

  intake->importer = importer;
  intake->name = g_strdup (name);
  intake->place = g_strdup (place);
  intake->source = g_strdup (source);
  intake->above = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  intake->posts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  intake->orphans = g_ptr_array_new_with_free_func ((GDestroyNotify) orphan_free);
  return intake;
}

void
galley_intake_free (GalleyIntake *intake)
{
  if (intake == NULL)
    return;
  g_free (intake->name);
  g_free (intake->place);
  g_free (intake->source);
  g_hash_table_unref (intake->above);
  g_hash_table_unref (intake->posts);
  g_ptr_array_unref (intake->orphans);
  g_free (intake);
}

void
galley_intake_set_name (GalleyIntake *intake, const char *name)
{
  g_free (intake->name);
  intake->name = g_strdup (name);
}

static void
tell (GalleyIntake *intake, guint number, const char *what)
{
  g_autofree char *valid = g_utf8_make_valid (what, -1); /* names in it are cut by bytes */
  g_autofree char *where = NULL;

  if (number > 0)
    where = g_strdup_printf ("%s: %s %u", intake->name, intake->place, number);
  galley_importer_warn (intake->importer, where != NULL ? where : intake->name, 0, "%s", valid);
}

void
galley_intake_warn (GalleyIntake *intake, guint number, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tell (intake, number, what);
}

void
galley_intake_refuse (GalleyIntake *intake, guint number, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  intake->importer->report->comments.found++;
  intake->importer->report->comments.skipped++;
  intake->importer->n_malformed++;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tell (intake, number, what);
}

char *
galley_intake_body (GalleyIntake *intake, const char *text, guint number)
{
  gsize length = strlen (text);
  g_autofree char *body = galley_text_repair (text, MIN (length, MAX_BODY + 8), NULL);
  char *end;

  if (strlen (body) > MAX_BODY)
    {
      end = g_utf8_find_prev_char (body, body + MAX_BODY);
      if (end != NULL)
        *end = '\0';
      galley_intake_warn (intake, number, "longer than 64 KiB; what is beyond is left out");
    }
  return g_steal_pointer (&body);
}

static gboolean
find_post (GalleyIntake *intake, const char *reference, gint64 *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 *known;

  *id = 0;
  if (reference == NULL || *reference == '\0')
    return TRUE;
  known = g_hash_table_lookup (intake->posts, reference);
  if (known == NULL)
    {
      known = box (galley_project_find_post (intake->importer->project, reference, &problem));
      if (problem != NULL)
        {
          g_free (known);
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_hash_table_insert (intake->posts, g_strdup (reference), known);
    }
  *id = *known;
  return TRUE;
}

/* The top of a thread, as far as this import made it. Paths are shortened on the way, so that a
 * thread of any depth costs next to nothing. */
static gint64
find_top (GalleyIntake *intake, gint64 id)
{
  gint64 top = id;
  gint64 *next;

  while ((next = g_hash_table_lookup (intake->above, &top)) != NULL)
    top = *next;
  while (id != top && (next = g_hash_table_lookup (intake->above, &id)) != NULL)
    {
      id = *next;
      *next = top;
    }
  return top;
}

/* What of @parents is there already; 0 where nothing is. */
static gboolean
find_parent (GalleyIntake *intake, const char *const *parents, gint64 *id, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *id = 0;
  for (gsize i = 0; parents != NULL && parents[i] != NULL && *id == 0; i++)
    *id = galley_project_find_comment (intake->importer->project, intake->source, parents[i],
                                       &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* An answer to a comment of a known post is of that post too. */
static void
take_post_of (GalleyIntake *intake, GalleyComment *comment, gint64 parent_id)
{
  g_autoptr (GalleyComment) parent = NULL;

  if (comment->post_id != 0 || parent_id == 0)
    return;
  parent = galley_project_load_comment (intake->importer->project, parent_id, NULL);
  if (parent != NULL)
    comment->post_id = parent->post_id;
}

static gboolean
place (GalleyIntake *intake,
       GalleyComment *comment,
       const GalleyArrival *arrival,
       guint number,
       GError **error)
{
  if (comment->parent_id == 0 &&
      !find_parent (intake, arrival->parents, &comment->parent_id, error))
    return FALSE;
  if (comment->post_id == 0 && !find_post (intake, arrival->post, &comment->post_id, error))
    return FALSE;
  take_post_of (intake, comment, comment->parent_id);
  return TRUE;
}

static void
tell_place (GalleyIntake *intake, const GalleyArrival *arrival, guint number)
{
  if (arrival->post != NULL && *arrival->post != '\0')
    galley_intake_warn (intake, number, "there is no post “%.100s”; the comment is unplaced",
                        arrival->post);
  else if (arrival->subject != NULL)
    galley_intake_warn (intake, number, "“%.100s” is no post’s title; the comment is unplaced",
                        arrival->subject);
  else
    galley_intake_warn (intake, number, "it names no post; the comment is unplaced");
}

/* Nothing arrives approved, whatever its file says: only the author, or a rule that the author
 * switched on, approves. */
static gboolean
keep (GalleyIntake *intake, GalleyComment *comment, const char *status, GError **error)
{
  GalleyImporter *importer = intake->importer;
  g_autofree char *reason = NULL;

  comment->status = GALLEY_COMMENT_PENDING;
  if (status != NULL && g_ascii_strcasecmp (status, "spam") == 0)
    comment->status = GALLEY_COMMENT_SPAM;
  else if (status != NULL && g_ascii_strcasecmp (status, "trash") == 0)
    comment->status = GALLEY_COMMENT_TRASH;
  if (comment->status == GALLEY_COMMENT_PENDING && importer->options->take_in != NULL)
    return importer->options->take_in (importer->project, comment, importer->options->take_in_data,
                                       error);
  if (comment->status != GALLEY_COMMENT_PENDING)
    reason = g_strdup_printf ("was %s where it came from", status);
  return galley_project_save_comment (importer->project, comment, "import",
                                      reason != NULL ? reason : "", error);
}

static void
remember (GalleyIntake *intake,
          const GalleyComment *comment,
          const GalleyArrival *arrival,
          guint number)
{
  const char *parent = arrival->parents != NULL ? arrival->parents[0] : NULL;
  Orphan *orphan;

  if (comment->parent_id != 0)
    {
      g_hash_table_insert (intake->above, box (comment->id), box (comment->parent_id));
      return;
    }
  if (parent == NULL)
    return;
  if (g_str_equal (parent, comment->source_id))
    {
      galley_intake_warn (intake, number, "it says that it answers itself; it stands alone");
      return;
    }
  orphan = g_new0 (Orphan, 1);
  *orphan = (Orphan){ comment->id, g_strdup (parent), arrival->parents_may_miss ? 0 : number };
  g_ptr_array_add (intake->orphans, orphan);
}

/* A mail that was here already is told by itself: another may have taken its Message-ID. Of a file
 * that is imported again as it grows, it is told how much was known. */
static void
tell_known (GalleyIntake *intake, const GalleyArrival *arrival, guint number)
{
  if (arrival->subject != NULL)
    galley_intake_warn (intake, number, "“%.100s” is here already; nothing was added",
                        arrival->subject);
  else
    intake->n_known++;
}

gboolean
galley_intake_take (GalleyIntake *intake,
                    GalleyComment *comment,
                    const GalleyArrival *arrival,
                    guint number,
                    GError **error)
{
  GalleyImportCount *count = &intake->importer->report->comments;
  g_autoptr (GError) problem = NULL;

  g_free (comment->source);
  comment->source = g_strdup (intake->source);
  if (!place (intake, comment, arrival, number, error))
    return FALSE;
  if (!keep (intake, comment, arrival->status, &problem))
    {
      if (!g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      count->found++;
      count->skipped++;
      tell_known (intake, arrival, number);
      return TRUE;
    }
  count->found++;
  count->added++;
  if (comment->post_id == 0)
    tell_place (intake, arrival, number);
  remember (intake, comment, arrival, number);
  return TRUE;
}

static gboolean
join (GalleyIntake *intake, const Orphan *orphan, GError **error)
{
  const char *const parents[] = { orphan->parent, NULL };
  gint64 parent_id;

  if (!find_parent (intake, parents, &parent_id, error))
    return FALSE;
  if (parent_id != 0 && find_top (intake, parent_id) == orphan->id)
    {
      galley_intake_warn (intake, orphan->number,
                          "it and “%.100s” answer each other in a ring; it stands alone",
                          orphan->parent);
      return TRUE;
    }
  if (parent_id == 0)
    {
      if (orphan->number > 0)
        galley_intake_warn (intake, orphan->number,
                            "the comment “%.100s” that it answers is not there", orphan->parent);
      return TRUE;
    }
  g_hash_table_insert (intake->above, box (orphan->id), box (parent_id));
  return galley_project_join_comment (intake->importer->project, orphan->id, parent_id, error);
}

gboolean
galley_intake_finish (GalleyIntake *intake, GError **error)
{
  for (guint i = 0; i < intake->orphans->len; i++)
    if (!join (intake, g_ptr_array_index (intake->orphans, i), error))
      return FALSE;
  g_ptr_array_set_size (intake->orphans, 0);
  if (intake->n_known > 0)
    galley_intake_warn (intake, 0,
                        intake->n_known == 1
                            ? "%u comment is here already; nothing was added for it"
                            : "%u comments are here already; nothing was added for"
                              " them",
                        intake->n_known);
  intake->n_known = 0;
  return TRUE;
}
