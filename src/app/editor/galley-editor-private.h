/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-completion.h"
#include "galley-editor.h"
#include "galley-find-bar.h"
#include "galley-properties.h"
#include "galley-text-view.h"
#include "galley-toolbar.h"

struct _GalleyEditor
{
  GtkBox parent_instance;
  GtkStack *stack;
  GtkEntry *title;
  GtkMenuButton *properties_button;
  GtkLabel *summary;
  GtkButton *publish;
  GtkMenuButton *publish_menu;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  GalleyTextView *view;
  GalleyToolbar *toolbar;
  GalleyFindBar *find_bar;
  GalleyProperties *properties;
  GtkWidget *alternative; /* a GalleyAlternative */
  GtkWidget *link_picker; /* a GalleyLinkPicker */
  GalleyCompletion *completion;

  GalleySession *session;
  GalleyPost *post;    /* NULL: none is shown. Its body is stale: the text view has it. */
  char *site_language; /* of posts that say none */
  guint series_length;
  guint series_position; /* from 1; the numbers of parts may have gaps */
  guint words;
  guint selected_words; /* 0: nothing is selected */
  guint selection_timeout;
  guint selection_generation;
  gboolean slug_follows; /* the slug is made from the title as long as nobody chose one */
  gboolean loading;      /* the changes are ours */
  gboolean following;    /* the text is being moved along with something else */
  guint generation;      /* of the post that was asked for last */

  /* A place to be shown as soon as its post is there. */
  gint64 wanted_id; /* 0: none */
  GalleyTextHit *wanted;

  /* Saving. A change makes it dirty; a timeout, which further changes do not put off, starts a
   * save; one save is under way at a time. */
  gboolean dirty;
  gint64 dirty_since;  /* monotonic microseconds */
  gboolean told_dirty; /* the status says so */
  gboolean saving;
  guint save_timeout;
  guint touched_idle;    /* until it is told that something changed */
  gboolean touched_text; /* nothing but the text did */
  char *save_error;
  GPtrArray *flushes; /* of GTask, that wait for everything to be saved */
};

enum
{
  GALLEY_EDITOR_LOADED,
  GALLEY_EDITOR_EDITED,
  GALLEY_EDITOR_SAVED,
  GALLEY_EDITOR_STATUS_CHANGED,
  GALLEY_EDITOR_SCROLLED,
  GALLEY_EDITOR_SAID,
  GALLEY_EDITOR_N_SIGNALS
};

void galley_editor_emit (GalleyEditor *editor, guint signal);
void galley_editor_say (GalleyEditor *editor, const char *text);
void galley_editor_show_state (GalleyEditor *editor);
void galley_editor_touch (GalleyEditor *editor, gboolean only_text);
void galley_editor_save_now (GalleyEditor *editor);
guint galley_editor_get_target (GalleyEditor *editor);
void galley_editor_set_target (GalleyEditor *editor, guint words);
void galley_editor_selection_moved (GalleyEditor *editor);
void galley_editor_show_outline (GalleyEditor *editor, GPtrArray *headings);
void galley_editor_add_habits (GalleyEditor *editor, GActionMap *group);
void galley_editor_add_actions (GalleyEditor *editor);
void galley_editor_show_wanted (GalleyEditor *editor);
void galley_editor_watch_position (GalleyEditor *editor);
void galley_editor_offer_tags (GalleyEditor *editor);
void galley_editor_add_pictures (GalleyEditor *editor, GPtrArray *sources);
void galley_editor_choose_pictures (GalleyEditor *editor);
