/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <handy.h>

#include "galley-commands.h"
#include "galley-comments-pane.h"
#include "galley-draft.h"
#include "galley-editor.h"
#include "galley-list-actions.h"
#include "galley-notice.h"
#include "galley-post-actions.h"
#include "galley-post-list.h"
#include "galley-post-search.h"
#include "galley-preview.h"
#include "galley-resume.h"
#include "galley-session.h"
#include "galley-state.h"
#include "galley-welcome.h"
#include "galley-window.h"

struct _GalleyWindow
{
  GtkApplicationWindow parent_instance;
  HdyHeaderBar *header;
  GtkStackSwitcher *switcher;
  GalleyPostSearch *search;
  GtkButton *new_button;
  GtkButton *export_button;
  GtkMenuButton *menu_button;
  GtkStack *pages; /* welcome, opening, project */
  GalleyWelcome *welcome;
  GtkStack *views; /* write, comments */
  GtkPaned *list_paned;
  GtkPaned *paned;
  GalleyPostList *list;
  GalleyEditor *editor;
  GalleyPreview *preview;
  GalleyCommentsPane *comments;
  GtkLabel *status;
  GtkLabel *part;
  GalleyNotice *notice;

  GalleyPostActions *post_actions;
  GalleyListActions *list_actions;
  GalleyState *state;     /* (unowned) (nullable): what is remembered between runs */
  GalleySession *session; /* NULL: none is open; as the next three */
  GalleyDraft *draft;
  GalleyCommands *commands;
  GalleyResume *resume;
  char *path; /* of the project that is open or being opened */
  GCancellable *opening;
  gint64 selected_id; /* of the row that was chosen last, and when, monotonic microseconds */
  gint64 selected_at;
  guint viewed_timeout;   /* until the page of the comment in view is shown */
  guint selected_timeout; /* until its post is opened */
  gboolean fullscreen;
  gboolean closing; /* the next attempt to close succeeds, whatever is saved */
};

void galley_window_open_post (GalleyWindow *window, gint64 id);
void galley_window_add_actions (GalleyWindow *window);
void galley_window_add_post_actions (GalleyWindow *window);
void galley_window_set_commands (GalleyWindow *window);
void galley_window_add_comment_actions (GalleyWindow *window);
void galley_window_update_comment_actions (GalleyWindow *window);
void galley_window_update_actions (GalleyWindow *window);
void galley_window_set_layout (GalleyWindow *window, const char *layout);
void galley_window_show_history (GalleyWindow *window, gboolean against_published);
void galley_window_search_all (GalleyWindow *window);
void galley_window_discard_changes (GalleyWindow *window);
gboolean galley_window_is_writing (GalleyWindow *window);
void galley_window_place_preview (GalleyWindow *window);
void galley_window_join_preview (GalleyWindow *window);
void galley_window_restore_preview (GalleyWindow *window);
