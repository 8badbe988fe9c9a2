/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"

/* What a rule looks at, and what becomes of a comment that it catches. */
typedef enum
{
  GALLEY_RULE_HOLD_ALL,      /* every comment waits */
  GALLEY_RULE_HOLD_LINKS,    /* waits: number links or more */
  GALLEY_RULE_HOLD_WORDS,    /* waits: one of the words in value, one on a line */
  GALLEY_RULE_SPAM_WORDS,    /* is spam: the same */
  GALLEY_RULE_APPROVE_KNOWN, /* is approved: its reader, by name and e-mail, was approved before */
  GALLEY_RULE_HOLD_SAME,     /* waits: the same text is there already */
  GALLEY_RULE_HOLD_FAST,     /* waits: within number seconds of another by the same reader */
  GALLEY_RULE_HOLD_OLD,      /* waits: its post is number days older than it */
} GalleyRuleKind;

typedef struct
{
  gint64 id;
  char *name;
  GalleyRuleKind kind;
  char *value;
  gint64 number;
  gboolean enabled;
  guint fired; /* read-only: how many comments it has decided on */
} GalleyRule;

void galley_rule_free (GalleyRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRule, galley_rule_free)
GalleyRule *galley_rule_copy (const GalleyRule *rule);
GPtrArray *galley_rules_copy (GPtrArray *rules);
/* Makes the project's rules just these, in this order; new ones (id 0) get ids. */
gboolean galley_project_replace_rules (GalleyProject *project, GPtrArray *rules, GError **error);
GalleyRule *galley_rule_new (GalleyRuleKind kind, const char *name);

/* In their order, which is that in which they are asked. */
GPtrArray *galley_project_list_rules (GalleyProject *project, GError **error);
/* Adds a rule (id 0) after the others, or changes one. */
gboolean galley_project_save_rule (GalleyProject *project, GalleyRule *rule, GError **error);
gboolean galley_project_delete_rule (GalleyProject *project, gint64 id, GError **error);
/* @position: 0 is the first. */
gboolean
galley_project_move_rule (GalleyProject *project, gint64 id, guint position, GError **error);

/* What rules ask about a comment; itself, where it is kept already, is not counted. */
gboolean galley_project_is_known_reader (GalleyProject *project,
                                         const GalleyComment *comment,
                                         gboolean *known,
                                         GError **error);
gboolean galley_project_find_same_text (GalleyProject *project,
                                        const GalleyComment *comment,
                                        gint64 *other,
                                        GError **error);
/* @seconds: (out): how far the nearest in time by the same reader is, or -1 */
gboolean galley_project_find_nearest (GalleyProject *project,
                                      const GalleyComment *comment,
                                      gint64 *seconds,
                                      GError **error);
