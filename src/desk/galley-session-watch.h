/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-session.h"

/* Notices what other programs change in the project of a session, galleyctl for one, and has the
 * session say so. Costs nothing while nobody writes. Used on the main thread. */
typedef struct _GalleySessionWatch GalleySessionWatch;

GalleySessionWatch *galley_session_watch_new (GalleySession *session);
void galley_session_watch_free (GalleySessionWatch *watch);
