/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-properties.h"
#include "galley-session.h"

void galley_property_names_offer (GalleyProperties *properties, GalleySession *session);
