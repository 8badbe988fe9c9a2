/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-choice.h"

#include <string.h>

#include "galley-comment-private.h"
#include "galley-post-private.h"
#include "galley-rule.h"

/* So many of the newest comments are looked through for readers and places that have the words. */
#define LOOKED_AT "2000"

/**
 * galley_comment_choice_new:
 * @kind: what is chosen by
 * @id: of the post, where it is chosen by one; else 0
 * @text: (nullable): what a person reads of it; NULL: ""
 * @email: (nullable): of a reader; NULL: ""
 *
 * Returns: (transfer full): the choice; free with galley_comment_choice_free()
 */
GalleyCommentChoice *
galley_comment_choice_new (GalleyChoiceKind kind, gint64 id, const char *text, const char *email)
{
  GalleyCommentChoice *choice = g_new0 (GalleyCommentChoice, 1);

  choice->kind = kind;
  choice->id = id;
  choice->text = g_strdup (text != NULL ? text : "");
  choice->email = g_strdup (email != NULL ? email : "");
  return choice;
}

void
galley_comment_choice_free (GalleyCommentChoice *choice)
{
  if (choice == NULL)
    return;
  g_free (choice->text);
  g_free (choice->email);
  g_free (choice);
}

/**
 * galley_comment_choice_apply:
 * @choice: what to filter by
 * @filter: a filter, which keeps pointers to the strings of @choice
 *
 * Narrows a filter.
 */
void
galley_comment_choice_apply (const GalleyCommentChoice *choice, GalleyCommentFilter *filter)
{
  switch (choice->kind)
    {
    case GALLEY_CHOICE_READER:
      filter->email = choice->email;
      filter->name = choice->text;
      break;
    case GALLEY_CHOICE_POST:
      filter->post_id = choice->id;
      break;
    case GALLEY_CHOICE_PLACE:
      filter->place = choice->text;
      break;
    case GALLEY_CHOICE_RULE:
    default:
      filter->rule_id = choice->id;
      break;
    }
}

/* All by the same statement, whose columns are id, text and e-mail address: ?1 the expression of
 * the words, ?2 how many. */
static gboolean
add_choices (GalleyProject *project,
             GPtrArray *choices,
             GalleyChoiceKind kind,
             const char *sql,
             const char *expression,
             guint limit,
             GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, sql, error);
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "ti", expression, (gint64) limit);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *text = galley_statement_text (row, 1);
      g_autofree char *email = galley_statement_text (row, 2);

      g_ptr_array_add (
          choices, galley_comment_choice_new (kind, galley_statement_int (row, 0), text, email));
    }
  return step == GALLEY_STEP_DONE;
}

#define READERS_WITH                                                                               \
  "SELECT 0, max(c.name), c.email FROM (SELECT rowid FROM comment_index WHERE comment_index"       \
  " MATCH ?1 ORDER BY rowid DESC LIMIT " LOOKED_AT ") f JOIN comment c ON c.id = f.rowid"          \
  " GROUP BY c.email COLLATE NOCASE, iif(c.email = '', c.name, '') ORDER BY count(*) DESC LIMIT "  \
  "?2"
#define READERS                                                                                    \
  "SELECT 0, (SELECT name FROM comment WHERE id = g.id), g.email FROM (SELECT email, max(id) AS"   \
  " id, count(*) AS n FROM comment INDEXED BY comment_by_email WHERE email <> ''"                  \
  " GROUP BY email COLLATE NOCASE ORDER BY n DESC LIMIT ?2) g WHERE ?1 = '' ORDER BY g.n DESC"
#define POSTS_WITH                                                                                 \
  "SELECT p.id, r.title, '' FROM (SELECT rowid FROM post_index WHERE post_index MATCH ?1"          \
  " ORDER BY rowid DESC LIMIT " LOOKED_AT ") f JOIN post p ON p.id = f.rowid"                      \
  " JOIN revision r ON r.id = p.working"                                                           \
  " WHERE EXISTS (SELECT 1 FROM comment c WHERE c.post = p.id) LIMIT ?2"
#define POSTS                                                                                      \
  "SELECT p.id, r.title, '' FROM (SELECT post, count(*) AS n FROM comment"                         \
  " INDEXED BY comment_by_post WHERE post IS NOT NULL GROUP BY post ORDER BY n DESC LIMIT ?2) g"   \
  " JOIN post p ON p.id = g.post JOIN revision r ON r.id = p.working WHERE ?1 = ''"                \
  " ORDER BY g.n DESC"
#define PLACES_WITH                                                                                \
  "SELECT 0, c.place, '' FROM (SELECT rowid FROM comment_index WHERE comment_index MATCH ?1"       \
  " ORDER BY rowid DESC LIMIT " LOOKED_AT ") f JOIN comment c ON c.id = f.rowid"                   \
  " GROUP BY c.place ORDER BY count(*) DESC LIMIT ?2"
#define PLACES                                                                                     \
  "SELECT 0, place, '' FROM comment INDEXED BY comment_by_place WHERE place <> '' AND ?1 = ''"     \
  " GROUP BY place ORDER BY count(*) DESC LIMIT ?2"

static gboolean
has_words (const char *text, const char *typed)
{
  g_autofree char *where = g_utf8_casefold (text, -1);
  g_autofree char *what = g_utf8_casefold (typed, -1);

  return strstr (where, g_strstrip (what)) != NULL;
}

static gboolean
add_rules (GalleyProject *project,
           GPtrArray *choices,
           const char *typed,
           guint limit,
           GError **error)
{
  g_autoptr (GPtrArray) rules = galley_project_list_rules (project, error);

  for (guint i = 0; rules != NULL && i < rules->len && limit > 0; i++)
    {
      const GalleyRule *rule = g_ptr_array_index (rules, i);

      if (rule->fired == 0 || !has_words (rule->name, typed))
        continue;
      g_ptr_array_add (choices,
                       galley_comment_choice_new (GALLEY_CHOICE_RULE, rule->id, rule->name, ""));
      limit--;
    }
  return rules != NULL;
}

static gboolean
find_choices (GalleyProject *project,
              GPtrArray *choices,
              const char *typed,
              guint limit,
              GError **error)
{
  g_autofree char *words = galley_search_expression (typed);
  g_autofree char *names = g_strdup_printf ("name : (%s)", words != NULL ? words : "");
  g_autofree char *titles = g_strdup_printf ("title : (%s)", words != NULL ? words : "");
  g_autofree char *places = g_strdup_printf ("place : (%s)", words != NULL ? words : "");

  if (words == NULL)
    return add_choices (project, choices, GALLEY_CHOICE_POST, POSTS, "", limit, error) &&
           add_choices (project, choices, GALLEY_CHOICE_READER, READERS, "", limit, error) &&
           add_choices (project, choices, GALLEY_CHOICE_PLACE, PLACES, "", limit, error) &&
           add_rules (project, choices, "", limit, error);
  return add_choices (project, choices, GALLEY_CHOICE_POST, POSTS_WITH, titles, limit, error) &&
         add_choices (project, choices, GALLEY_CHOICE_READER, READERS_WITH, names, limit, error) &&
         add_choices (project, choices, GALLEY_CHOICE_PLACE, PLACES_WITH, places, limit, error) &&
         add_rules (project, choices, typed, limit, error);
}

/* An address that was typed whole is a reader too. */
static void
add_address (GPtrArray *choices, const char *typed)
{
  g_autofree char *address = g_strstrip (g_strdup (typed));

  if (strchr (address, '@') != NULL && strpbrk (address, " \t\n") == NULL)
    g_ptr_array_insert (choices, 0,
                        galley_comment_choice_new (GALLEY_CHOICE_READER, 0, address, address));
}

#define COUNT                                                                                      \
  "SELECT CASE ?1 WHEN 0 THEN CASE ?3 WHEN ''"                                                     \
  " THEN (SELECT count(*) FROM comment WHERE name = ?4 AND email = '')"                            \
  " ELSE (SELECT count(*) FROM comment WHERE email = ?3 COLLATE NOCASE AND email <> '') END"       \
  " WHEN 1 THEN (SELECT count(*) FROM comment WHERE post = ?2)"                                    \
  " WHEN 2 THEN (SELECT count(*) FROM comment WHERE place = ?4 AND place <> '')"                   \
  " ELSE (SELECT count(*) FROM comment_history WHERE rule = ?2) END"

/**
 * galley_project_find_choices:
 * @project: a project
 * @typed: (nullable): what a person typed, the last word maybe only begun
 * @limit: how many of each kind at most
 * @cancellable: (nullable): stops a search that is no longer wanted
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type GalleyCommentChoice): what comments can be
 *   filtered by, kind by kind
 */
GPtrArray *
galley_project_find_choices (GalleyProject *project,
                             const char *typed,
                             guint limit,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GPtrArray) choices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_choice_free);
  gboolean found;

  galley_project_watch (project, cancellable);
  found = find_choices (project, choices, typed != NULL ? typed : "", limit, error);
  if (found && typed != NULL)
    add_address (choices, typed);
  for (guint i = 0; found && i < choices->len; i++)
    {
      GalleyCommentChoice *choice = g_ptr_array_index (choices, i);
      gint64 n = 0;

      found = galley_sql_get_int (project, &n, error, COUNT, "iitt", (gint64) choice->kind,
                                  choice->id, choice->email, choice->text);
      choice->count = (guint) n;
    }
  galley_project_unwatch (project);
  for (guint i = choices->len; i > 0; i--)
    if (((const GalleyCommentChoice *) g_ptr_array_index (choices, i - 1))->count == 0)
      g_ptr_array_remove_index (choices, i - 1);
  return found ? g_steal_pointer (&choices) : NULL;
}
