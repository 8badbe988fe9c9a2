/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-context.h"

/* Takes in the comments of one source, the same way whatever their format: finds the post and what
 * is answered, has the rules decide, and keeps. What is answered may come later;
 * galley_comment_importer_finish() joins it. The same id again adds nothing. */
typedef struct _GalleyCommentImporter GalleyCommentImporter;

GalleyCommentImporter *galley_comment_importer_new (GalleyImportContext *context);
void galley_comment_importer_free (GalleyCommentImporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommentImporter, galley_comment_importer_free)
gboolean galley_comment_importer_add (GalleyCommentImporter *self,
                                      GalleyCommentRecord *record,
                                      GError **error);
gboolean galley_comment_importer_finish (GalleyCommentImporter *self, GError **error);
