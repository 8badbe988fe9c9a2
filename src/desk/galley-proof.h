/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-finding.h"
#include "galley-post.h"

/* What an editor would find in a project before it is published. It keeps what it knows of texts
 * and pictures, so that looking again costs what changed. Belongs to the thread of the project that
 * it was asked of. */
typedef struct _GalleyProof GalleyProof;

GalleyProof *galley_proof_new (void);
void galley_proof_free (GalleyProof *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyProof, galley_proof_free)

GPtrArray *galley_proof_run (GalleyProof *self,
                             GalleyProject *project,
                             GDateTime *now,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *galley_proof_check_post (GalleyProof *self, const GalleyPost *post, GDateTime *now);
