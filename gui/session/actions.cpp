#include "gui/session/actions.h"
