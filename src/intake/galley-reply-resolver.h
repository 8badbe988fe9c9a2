/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-context.h"

/* Finds what the comments of one source answer, also where that comes after them in the source. */
typedef struct _GalleyReplyResolver GalleyReplyResolver;

GalleyReplyResolver *galley_reply_resolver_new (GalleyImportContext *context);
void galley_reply_resolver_free (GalleyReplyResolver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReplyResolver, galley_reply_resolver_free)
gboolean galley_reply_resolver_find (GalleyReplyResolver *self,
                                     const GalleyCommentRecord *record,
                                     gint64 *parent_id,
                                     GError **error);
void galley_reply_resolver_add (GalleyReplyResolver *self,
                                const GalleyCommentRecord *record,
                                const GalleyComment *comment);
gboolean galley_reply_resolver_finish (GalleyReplyResolver *self, GError **error);
