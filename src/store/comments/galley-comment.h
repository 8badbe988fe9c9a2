/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

typedef enum
{
  GALLEY_COMMENT_PENDING,
  GALLEY_COMMENT_APPROVED,
  GALLEY_COMMENT_SPAM,
  GALLEY_COMMENT_TRASH,
} GalleyCommentStatus;

typedef enum
{
  GALLEY_COMMENT_KIND_COMMENT,
  GALLEY_COMMENT_KIND_QUESTION,
} GalleyCommentKind;

/* One comment. E-mail and web address never leave the project unless the site says so. Strings as
 * in GalleyPost. */
typedef struct
{
  gint64 id;
  gint64 post_id;   /* 0: unplaced */
  gint64 parent_id; /* 0: answers the post itself */
  GalleyCommentStatus status;
  GalleyCommentKind kind;
  gboolean by_author; /* written by the site's author: an answer where the parent is a question */
  char *name;
  char *place; /* "Maryland, USA" */
  char *email;
  char *url;
  GDateTime *date;
  char *body;       /* Markdown, untrusted */
  char *original;   /* the body as it came, where it was edited; else "" */
  char *source;     /* where it came from: "comments", "mbox", "galley" */
  char *source_id;  /* its id there; with source unique, so that nothing comes in twice */
  char *post_title; /* read-only */
} GalleyComment;

#define GALLEY_COMMENT_ANY_STATUS (-2)

/* Which comments: those that meet all of the conditions. */
typedef struct
{
  int status;     /* a GalleyCommentStatus; -1: pending and approved; GALLEY_COMMENT_ANY_STATUS */
  gint64 post_id; /* 0: any; -1: the unplaced */
  const char *search; /* NULL or "": all */
  const char *email;  /* who wrote it, in whatever case; NULL or "": anyone */
  const char
      *name; /* NULL: anyone; asked where there is no @email, and finds those who gave none */
  const char *place; /* NULL: any */
  gint64 rule_id;    /* which rule decided; 0: any or none */
} GalleyCommentFilter;
#define GALLEY_COMMENT_FILTER_INIT                                                                 \
  {                                                                                                \
    -1, 0, NULL, NULL, NULL, NULL, 0                                                               \
  }

typedef struct
{
  guint pending, approved, spam, trash;
} GalleyCommentCounts;

/* One thing that happened to a comment. */
typedef struct
{
  gint64 id, comment_id;
  GDateTime *date;
  char *who;      /* "author", "rule", "import" */
  char *action;   /* "status", "edit", "arrive", "place" */
  char *detail;   /* "pending > approved"; which rule fired and why */
  gint64 rule_id; /* the rule that decided, while there is one; 0: none */
  char *rule_name;
} GalleyCommentEvent;

GalleyComment *galley_comment_new (void);
void galley_comment_free (GalleyComment *comment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyComment, galley_comment_free)
void galley_comment_event_free (GalleyCommentEvent *event);
const char *galley_comment_status_to_name (GalleyCommentStatus status); /* "pending", ... */
int galley_comment_status_from_name (const char *name);

/* Adds a comment (id 0) or changes one; sets id. @who and @detail go to its history.
 * GALLEY_STORE_ERROR_EXISTS where source and source_id are there already. */
gboolean galley_project_save_comment (GalleyProject *project,
                                      GalleyComment *comment,
                                      const char *who,
                                      const char *detail,
                                      GError **error);
/* Adds one on which the rules were asked; @rule_id: which of them decided, or 0. */
gboolean galley_project_add_ruled (GalleyProject *project,
                                   GalleyComment *comment,
                                   gint64 rule_id,
                                   const char *detail,
                                   GError **error);
GalleyComment *galley_project_load_comment (GalleyProject *project, gint64 id, GError **error);
/* 0 where there is none. */
gint64 galley_project_find_comment (GalleyProject *project,
                                    const char *source,
                                    const char *source_id,
                                    GError **error);
/* Ids (gint64), newest first. */
GArray *galley_project_list_comments (GalleyProject *project,
                                      const GalleyCommentFilter *filter,
                                      GCancellable *cancellable,
                                      GError **error);
GArray *galley_project_list_and_count (GalleyProject *project,
                                       const GalleyCommentFilter *filter,
                                       GalleyCommentCounts *counts,
                                       guint *n_unplaced,
                                       GCancellable *cancellable,
                                       GError **error);
GArray *galley_project_list_answers (GalleyProject *project, gint64 comment_id, GError **error);
GPtrArray *galley_project_load_comments (GalleyProject *project,
                                         const gint64 *ids,
                                         gsize n_ids,
                                         GError **error);
/* The approved ones of a post, oldest first, ready for its page. */
GPtrArray *galley_project_load_approved (GalleyProject *project, gint64 post_id, GError **error);
GPtrArray *galley_project_load_approved_with (GalleyProject *project,
                                              gint64 post_id,
                                              gint64 comment_id,
                                              GError **error);
gboolean
galley_project_count_comments (GalleyProject *project, GalleyCommentCounts *counts, GError **error);
gboolean galley_project_count_unplaced (GalleyProject *project, guint *count, GError **error);
/* All of them or none. @previous: (out) (optional): the statuses before (GalleyCommentStatus), in
 * the order of @ids, which is what an undo needs. */
gboolean galley_project_set_comment_status (GalleyProject *project,
                                            const gint64 *ids,
                                            gsize n_ids,
                                            GalleyCommentStatus status,
                                            const char *who,
                                            const char *detail,
                                            GArray **previous,
                                            GError **error);
/* Below the comment that it answers, and under that one's post where it has none. */
gboolean
galley_project_join_comment (GalleyProject *project, gint64 id, gint64 parent_id, GError **error);
/* Where a comment was. */
typedef struct
{
  gint64 comment_id;
  gint64 post_id; /* 0: unplaced */
} GalleyPlacing;
gboolean galley_project_place_comments (GalleyProject *project,
                                        const gint64 *ids,
                                        gsize n_ids,
                                        gint64 post_id,
                                        const char *who,
                                        GArray **moved,
                                        GError **error);
gboolean
galley_project_put_back (GalleyProject *project, GArray *moved, const char *who, GError **error);
gboolean galley_project_expect_many (GalleyProject *project, gboolean many, GError **error);
GPtrArray *
galley_project_list_comment_events (GalleyProject *project, gint64 comment_id, GError **error);
