/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the preview shows, what it should show, and what is to be done about the difference. It
 * knows neither pages nor widgets: its owner reports what happened and does what it is answered.
 *
 * One page is under way at a time: it is made, then shown, then rests for a moment. What changes
 * meanwhile is remembered, so that the last state is always shown, and what came between is left
 * out. A page that came too late is dropped. After the process that shows pages ended nothing is
 * shown until the person asks for it, or a page that ends it would do so for ever. */
typedef struct _GalleyPreviewState GalleyPreviewState;

typedef enum
{
  GALLEY_PREVIEW_TEXT,   /* nothing but the text of the post */
  GALLEY_PREVIEW_PAGE,   /* anything that the page says */
  GALLEY_PREVIEW_STYLES, /* what a page loads besides, too: it cannot be changed in place */
} GalleyPreviewChange;

typedef enum
{
  GALLEY_PREVIEW_DROP,       /* nothing */
  GALLEY_PREVIEW_PATCH_TEXT, /* the text is replaced in the page that is shown */
  GALLEY_PREVIEW_PATCH_PAGE, /* all is replaced in the page that is shown */
  GALLEY_PREVIEW_LOAD,       /* the page is loaded */
} GalleyPreviewStep;

GalleyPreviewState *galley_preview_state_new (void);
void galley_preview_state_free (GalleyPreviewState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPreviewState, galley_preview_state_free)

void galley_preview_state_change (GalleyPreviewState *state, GalleyPreviewChange change);
void galley_preview_state_set_comment (GalleyPreviewState *state, gint64 comment_id);
void galley_preview_state_leave (GalleyPreviewState *state);
void galley_preview_state_stop (GalleyPreviewState *state);
void galley_preview_state_restart (GalleyPreviewState *state);

gboolean galley_preview_state_is_due (const GalleyPreviewState *state);
gboolean galley_preview_state_ask (GalleyPreviewState *state, gint64 post_id, gint64 now);
void galley_preview_state_show_nothing (GalleyPreviewState *state);
GalleyPreviewStep galley_preview_state_receive (GalleyPreviewState *state,
                                                gint64 post_id,
                                                gboolean only_text,
                                                gint64 now);
void galley_preview_state_fail (GalleyPreviewState *state);
gboolean galley_preview_state_patched (GalleyPreviewState *state, gboolean done);
gboolean galley_preview_state_loaded (GalleyPreviewState *state);
gint64 galley_preview_state_take_comment (GalleyPreviewState *state);
gboolean galley_preview_state_is_loaded (const GalleyPreviewState *state);

guint galley_preview_state_get_rest (const GalleyPreviewState *state, gint64 now);
void galley_preview_state_rested (GalleyPreviewState *state);
guint galley_preview_state_get_pause (const GalleyPreviewState *state);
