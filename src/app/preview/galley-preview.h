/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-page-view.h"
#include "galley-post.h"
#include "galley-session.h"

/* The page of the post that is being written, as it will be published. What it shows are the bytes
 * that an export would write; while one types only what changed of them is replaced, so that the
 * page keeps its place. Signals: "open-post" (gint64): a link to another post was followed;
 * "loaded": it shows another page; "scrolled" (double line, double anchor) and "clicked" (guint
 * first, guint last, char *word, guint nth): what a person did to it, as of GalleyPageView.
 *
 * The page is not trusted: scripts in it are off, nothing is fetched from anywhere but the project,
 * and it cannot navigate. */
#define GALLEY_TYPE_PREVIEW (galley_preview_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreview, galley_preview, GALLEY, PREVIEW, GtkBox)

/* Gives the post as it stands now (transfer full), or NULL. */
typedef GalleyPost *(*GalleyPreviewSource) (gpointer user_data);

void
galley_preview_set_source (GalleyPreview *preview, GalleyPreviewSource source, gpointer user_data);
void galley_preview_set_session (GalleyPreview *preview, GalleySession *session);
void galley_preview_update (GalleyPreview *preview, gboolean only_text);
void galley_preview_scroll_to (GalleyPreview *preview, double line, double anchor, double lead);
void galley_preview_set_comment (GalleyPreview *preview, gint64 comment_id);
void galley_preview_set_width (GalleyPreview *preview, int width);
void galley_preview_set_appearance (GalleyPreview *preview, GalleyAppearance appearance);
