/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-project.h"

/* Shows the site as it will be to browsers on this machine, and has them load it again where the
 * project changed. Lives on the thread of its project, whose main context serves. */
typedef struct _GalleyServer GalleyServer;

GalleyServer *
galley_server_new (GalleyProject *project, gboolean drafts, guint port, GError **error);
void galley_server_free (GalleyServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyServer, galley_server_free)
const char *galley_server_get_address (GalleyServer *server);
